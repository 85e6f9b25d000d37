"""Trains networks in Keras and prints what came out as JSON.

Reads a list of cases, JSON, from standard input: the policy of data types, the layers with their
settings in full, the shape of an example, weights by name in the order of the layers, the batches of
all steps, and examples to evaluate on. Training is plain gradient descent on the mean cross-entropy,
which is taken in float32 under every policy.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import numpy as np
import tensorflow as tf


def make_layer(settings):
    kind = settings["type"]
    strides = settings.get("strides") or settings.get("poolSize", 1)
    window = {"strides": strides, "padding": settings.get("padding", "same")}
    activation = settings.get("activation", "linear")
    size = settings.get("kernelSize")
    if kind == "conv2d":
        return keras.layers.Conv2D(settings["filters"], size, activation=activation, **window)
    if kind == "separableConv2d":
        return keras.layers.SeparableConv2D(
            settings["filters"],
            size,
            depth_multiplier=settings["depthMultiplier"],
            activation=activation,
            **window,
        )
    if kind == "depthwiseConv2d":
        return keras.layers.DepthwiseConv2D(
            size, depth_multiplier=settings["depthMultiplier"], activation=activation, **window
        )
    if kind == "maxPool2d":
        return keras.layers.MaxPooling2D(settings["poolSize"], **window)
    if kind == "averagePool2d":
        return keras.layers.AveragePooling2D(settings["poolSize"], **window)
    if kind == "globalAveragePool2d":
        return keras.layers.GlobalAveragePooling2D()
    if kind == "flatten":
        return keras.layers.Flatten()
    if kind == "dense":
        return keras.layers.Dense(settings["units"], activation=activation)
    if kind == "activation":
        return keras.layers.Activation(activation)
    if kind == "batchNorm":
        return keras.layers.BatchNormalization(
            momentum=settings["momentum"], epsilon=settings["epsilon"]
        )
    if kind == "layerNorm":
        return keras.layers.LayerNormalization(epsilon=settings["epsilon"])
    raise ValueError(f"Keras has no {kind} here")


def run(case):
    keras.config.set_dtype_policy(case["policy"])
    model = keras.Sequential(
        [keras.Input(case["inputShape"]), *map(make_layer, case["layers"])]
    )
    # The layers' own weights in order: those that are trained, then those that are not.
    variables = [weight for layer in model.layers for weight in layer.weights]
    for variable, (name, weight) in zip(variables, case["weights"].items(), strict=True):
        assert list(variable.shape) == weight["shape"], (name, variable.path)
        variable.assign(np.array(weight["values"]).reshape(weight["shape"]))
    losses = []
    for batch in case["batches"]:
        inputs = np.array(batch["inputs"], np.float32).reshape([-1, *case["inputShape"]])
        with tf.GradientTape() as tape:
            logits = tf.cast(model(inputs, training=True), tf.float32)
            loss = tf.reduce_mean(
                tf.nn.sparse_softmax_cross_entropy_with_logits(batch["labels"], logits)
            )
        gradients = tape.gradient(loss, model.trainable_variables)
        for variable, gradient in zip(model.trainable_variables, gradients, strict=True):
            variable.assign_sub(case["learningRate"] * gradient)
        losses.append(float(loss))
    inputs = np.array(case["testInputs"], np.float32).reshape([-1, *case["inputShape"]])
    probabilities = tf.nn.softmax(tf.cast(model(inputs, training=False), tf.float32))
    return {
        "losses": losses,
        "weights": {
            name: np.asarray(variable).ravel().tolist()
            for name, variable in zip(case["weights"], variables, strict=True)
        },
        "probabilities": np.asarray(probabilities).ravel().tolist(),
    }


print(json.dumps([run(case) for case in json.load(sys.stdin)]))
