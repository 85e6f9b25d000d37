"""Dense networks in NumPy: forward, backward and gradient descent written out, in float32; plainly,
or into arrays that are kept from step to step."""

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


is_tanh = workload["activation"] == "tanh"


def initialize():
    weights = [
        (random.standard_normal((a, b)) / np.sqrt(a)).astype(np.float32)
        for a, b in zip(layers, layers[1:])
    ]
    return weights, [np.zeros(b, dtype=np.float32) for b in layers[1:]]


def make_plain():
    weights, biases = initialize()

    def step(x, y):
        activations = [x]
        for index, (weight, bias) in enumerate(zip(weights, biases)):
            z = activations[-1] @ weight
            z += bias
            if index < len(weights) - 1:
                z = np.tanh(z) if is_tanh else np.maximum(z, 0)
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
                delta *= 1 - a * a if is_tanh else a > 0
            weights[index] -= rate * weight_gradient
            biases[index] -= rate * bias_gradient

    return repeat(step)


def make_in_place():
    weights, biases = initialize()
    activations = [np.empty((batch, width), np.float32) for width in layers[1:]]
    deltas = [np.empty((batch, width), np.float32) for width in layers[1:]]
    slopes = [np.empty((batch, width), np.float32) for width in layers[1:]]
    weight_gradients = [np.empty_like(weight) for weight in weights]
    bias_gradients = [np.empty_like(bias) for bias in biases]
    ones = np.ones(batch, np.float32)
    scale = np.float32(1 / batch)

    def step(x, y):
        below = x
        for index, (weight, bias) in enumerate(zip(weights, biases)):
            z = activations[index]
            np.matmul(below, weight, out=z)
            z += bias
            if index < len(weights) - 1:
                np.tanh(z, out=z) if is_tanh else np.maximum(z, 0, out=z)
            below = z
        z -= z.max(axis=1, keepdims=True)
        np.exp(z, out=z)
        z /= z.sum(axis=1, keepdims=True)
        delta = deltas[-1]
        np.subtract(z, y, out=delta)
        delta *= scale
        for index in reversed(range(len(weights))):
            a = activations[index - 1] if index > 0 else x
            np.matmul(a.T, delta, out=weight_gradients[index])
            np.dot(ones, delta, out=bias_gradients[index])
            if index > 0:
                slope, above, delta = slopes[index - 1], delta, deltas[index - 1]
                np.matmul(above, weights[index].T, out=delta)
                if is_tanh:
                    np.multiply(a, a, out=slope)
                    np.subtract(1, slope, out=slope)
                else:
                    np.greater(a, 0, out=slope)
                delta *= slope
            weight_gradients[index] *= rate
            weights[index] -= weight_gradients[index]
            bias_gradients[index] *= rate
            biases[index] -= bias_gradients[index]

    return repeat(step)


def repeat(step):
    position = 0

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


serve({"plain": make_plain, "in place": make_in_place}, f"NumPy {np.__version__}")
