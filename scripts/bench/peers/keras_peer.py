"""Keras on TensorFlow: a train step under tf.function, with XLA and many steps per call (as
steps_per_execution of fit makes them) where that is faster."""

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
if workload["precision"] == "bfloat16":
    keras.mixed_precision.set_global_policy("mixed_bfloat16")
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
                layers.Dense(10, dtype="float32"),
            ]
        )
    widths = workload["layers"]
    hidden = [layers.Dense(units, activation=workload["activation"]) for units in widths[1:-1]]
    return keras.Sequential([keras.Input((widths[0],)), *hidden, layers.Dense(widths[-1])])


def make(xla, steps_per_call=1):
    model = build()
    rate = workload["learningRate"]
    kind = keras.optimizers.Adam if workload["optimizer"] == "adam" else keras.optimizers.SGD
    optimizer = kind(learning_rate=rate)
    optimizer.build(model.trainable_variables)
    loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    def update(x, y):
        with tf.GradientTape() as tape:
            loss = loss_of(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return loss

    @tf.function(jit_compile=xla)
    def step(x, y):
        return update(x, y)

    # x: [steps, batch, ...], or the whole data for every step.
    @tf.function(jit_compile=xla)
    def many_steps(x, y):
        loss = tf.constant(0.0)
        for index in tf.range(steps_per_call):
            loss = update(x, y) if whole is not None else update(x[index], y[index])
        return loss

    position = 0
    whole = (tf.constant(inputs), tf.constant(labels)) if batch == examples else None

    def next_examples(count):
        nonlocal position
        if position + count > examples:
            position = 0
        start, position = position, position + count
        return inputs[start:position], labels[start:position]

    def next_batch():
        return whole or tuple(map(tf.constant, next_examples(batch)))

    def next_batches():
        if whole is not None:
            return whole
        x, y = next_examples(batch * steps_per_call)
        return tf.constant(x.reshape(-1, batch, *x.shape[1:])), tf.constant(y.reshape(-1, batch))

    def train(steps):
        calls = steps // steps_per_call if steps_per_call > 1 else 0
        for _ in range(calls):
            loss = many_steps(*next_batches())
        for _ in range(steps - calls * steps_per_call):
            loss = step(*next_batch())
        loss.numpy()

    return train


serve(
    {
        "tf.function": lambda: make(False),
        "XLA": lambda: make(True),
        "tf.function, 20 steps per call": lambda: make(False, 20),
        "XLA, 20 steps per call": lambda: make(True, 20),
    },
    f"Keras {keras.__version__} on TensorFlow {tf.__version__}",
)
