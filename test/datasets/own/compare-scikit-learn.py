"""Test accuracies of scikit-learn's MLPClassifier, one for each seed, on the splits that are given.

Reads a file of JSON: {folder, hidden, learningRate, batchSize, epochs, seeds, inputs, names}; for each
name and split, folder has NAME-SPLIT.f32 (inputs, row-major) and NAME-SPLIT.u8 (labels). Prints JSON.
"""

import json
import sys
import warnings

import numpy
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")
task = json.load(open(sys.argv[1]))


def read(name, split):
    labels = numpy.fromfile(f"{task['folder']}/{name}-{split}.u8", "u1")
    inputs = numpy.fromfile(f"{task['folder']}/{name}-{split}.f32", "<f4")
    return inputs.reshape(len(labels), -1), labels


class Network(MLPClassifier):
    """With biases that begin at 0, as those of Ablate and Keras do."""

    def _init_coef(self, fan_in, fan_out, dtype):
        weights, biases = super()._init_coef(fan_in, fan_out, dtype)
        return weights, 0 * biases


def score(name, seed):
    network = Network(
        task["hidden"],
        learning_rate_init=task["learningRate"],
        batch_size=task["batchSize"],
        max_iter=task["epochs"],
        n_iter_no_change=task["epochs"],
        alpha=0,
        random_state=seed,
    )
    network.fit(*read(name, "train"))
    return network.score(*read(name, "test"))


print(json.dumps({name: [score(name, seed) for seed in range(task["seeds"])] for name in task["names"]}))
