"""Dense networks in NumPy: forward, backward and gradient descent written out, in float32."""

import numpy as np

from contestant import read_workload, serve

workload = read_workload()
random = np.random.default_rng(0)
layers = workload["layers"]
batch = workload["batchSize"]
examples = workload["examples"]
inputs = random.random((examples, layers[0]), dtype=np.float32)
labels = random.integers(0, layers[-1], examples)
one_hot = np.eye(layers[-1], dtype=np.float32)[labels]
rate = np.float32(workload["learningRate"])


def make():
    weights = [
        (random.standard_normal((a, b)) / np.sqrt(a)).astype(np.float32)
        for a, b in zip(layers, layers[1:])
    ]
    biases = [np.zeros(b, dtype=np.float32) for b in layers[1:]]
    position = 0

    def step(x, y):
        activations = [x]
        for index, (weight, bias) in enumerate(zip(weights, biases)):
            z = activations[-1] @ weight
            z += bias
            if index < len(weights) - 1:
                z = np.tanh(z) if workload["activation"] == "tanh" else np.maximum(z, 0)
            activations.append(z)
        z = activations.pop()
        z = np.exp(z - z.max(axis=1, keepdims=True))
        z /= z.sum(axis=1, keepdims=True)
        delta = (z - y) / np.float32(len(x))
        for index in reversed(range(len(weights))):
            a = activations[index]
            weight_gradient = a.T @ delta
            bias_gradient = delta.sum(axis=0)
            if index > 0:
                delta = delta @ weights[index].T
                delta *= 1 - a * a if workload["activation"] == "tanh" else a > 0
            weights[index] -= rate * weight_gradient
            biases[index] -= rate * bias_gradient

    def train(steps):
        nonlocal position
        for _ in range(steps):
            if batch == examples:
                step(inputs, one_hot)
                continue
            if position + batch > examples:
                position = 0
            step(inputs[position : position + batch], one_hot[position : position + batch])
            position += batch

    return train


serve({"plain": make}, f"NumPy {np.__version__}")
