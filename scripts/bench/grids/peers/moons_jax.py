"""100 runs on two moons as one program of JAX: vmap over the runs, scan over the steps."""

import itertools
import json
import sys

import jax
import jax.numpy as jnp
import numpy as np

from moons import make_moons


def initialize(key):
    first, second = jax.random.split(key)
    return (
        jax.random.normal(first, (2, 3)) / 2**0.5,
        jnp.zeros(3),
        jax.random.normal(second, (3, 2)) / 3**0.5,
        jnp.zeros(2),
    )


def logits(weights, inputs, is_relu):
    hidden = inputs @ weights[0] + weights[1]
    hidden = jnp.where(is_relu, jax.nn.relu(hidden), jnp.tanh(hidden))
    return hidden @ weights[2] + weights[3]


def loss_of(weights, inputs, labels, is_relu):
    scores = jax.nn.log_softmax(logits(weights, inputs, is_relu))
    return -jnp.mean(jnp.take_along_axis(scores, labels[:, None], 1))


if __name__ == "__main__":
    grid = json.loads(sys.argv[1])
    runs = list(itertools.product(grid["learningRates"], grid["activations"], range(grid["seeds"])))

    def train(key, inputs, labels, is_relu, learning_rate):
        def step(weights, _):
            gradients = jax.grad(loss_of)(weights, inputs, labels, is_relu)
            return jax.tree.map(lambda w, g: w - learning_rate * g, weights, gradients), None

        return jax.lax.scan(step, initialize(key), None, length=grid["steps"])[0]

    def stack(count, offset):
        made = [make_moons(count, 0.2, np.random.default_rng(seed + offset)) for *_, seed in runs]
        return jnp.stack([points for points, _ in made]), jnp.stack([labels for _, labels in made])

    learning_rates = jnp.array([rate for rate, _, _ in runs])
    is_relu = jnp.array([activation == "relu" for _, activation, _ in runs])
    keys = jax.vmap(jax.random.PRNGKey)(jnp.array([seed for *_, seed in runs]))
    inputs, labels = stack(200, 0)
    weights = jax.jit(jax.vmap(train))(keys, inputs, labels, is_relu, learning_rates)
    test_inputs, test_labels = stack(1000, 1000)
    right = jax.vmap(logits)(weights, test_inputs, is_relu).argmax(2) == test_labels
    print(json.dumps({"runs": len(runs), "accuracy": float(right.mean())}))
