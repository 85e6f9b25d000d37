"""Keras on TensorFlow: a train step under tf.function, with XLA where that is faster."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

from contestant import read_workload, serve

workload = read_workload()
tf.config.threading.set_intra_op_parallelism_threads(workload["threads"])
keras.utils.set_random_seed(0)
batch = workload["batchSize"]
examples = workload["examples"]
is_cnn = workload["kind"] == "cnn"
classes = 10 if is_cnn else workload["layers"][-1]
shape = (examples, 28, 28, 1) if is_cnn else (examples, workload["layers"][0])
random = np.random.default_rng(0)
inputs = random.random(shape, dtype=np.float32)
labels = random.integers(0, classes, examples)


def build():
    layers = keras.layers
    if is_cnn:
        return keras.Sequential(
            [
                keras.Input((28, 28, 1)),
                layers.Conv2D(32, 5, padding="same", activation="relu"),
                layers.MaxPooling2D(),
                layers.Conv2D(64, 5, padding="same", activation="relu"),
                layers.MaxPooling2D(),
                layers.Flatten(),
                layers.Dense(1024, activation="relu"),
                layers.Dropout(0.5),
                layers.Dense(10),
            ]
        )
    widths = workload["layers"]
    hidden = [layers.Dense(units, activation=workload["activation"]) for units in widths[1:-1]]
    return keras.Sequential([keras.Input((widths[0],)), *hidden, layers.Dense(widths[-1])])


def make(xla):
    model = build()
    rate = workload["learningRate"]
    kind = keras.optimizers.Adam if workload["optimizer"] == "adam" else keras.optimizers.SGD
    optimizer = kind(learning_rate=rate)
    optimizer.build(model.trainable_variables)
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @tf.function(jit_compile=xla)
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = loss_of(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return loss

    position = 0
    whole = (tf.constant(inputs), tf.constant(labels)) if batch == examples else None

    def train(steps):
        nonlocal position
        for _ in range(steps):
            if whole is not None:
                loss = step(*whole)
                continue
            if position + batch > examples:
                position = 0
            x, y = inputs[position : position + batch], labels[position : position + batch]
            position += batch
            loss = step(tf.constant(x), tf.constant(y))
        loss.numpy()

    return train


serve(
    {"tf.function": lambda: make(False), "XLA": lambda: make(True)},
    f"Keras {keras.__version__} on TensorFlow {tf.__version__}",
)
