"""100 runs on two moons in PyTorch, by joblib with two warm workers."""

import itertools
import json
import os
import sys

import numpy as np
from joblib import Parallel, delayed

from moons import make_moons


def run(learning_rate, activation, seed, steps):
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    inputs, labels = map(torch.from_numpy, make_moons(200, 0.2, rng))
    test_inputs, test_labels = map(torch.from_numpy, make_moons(1000, 0.2, rng))
    hidden = torch.nn.Tanh() if activation == "tanh" else torch.nn.ReLU()
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), hidden, torch.nn.Linear(3, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=learning_rate)
    loss_of = torch.nn.CrossEntropyLoss()
    for _ in range(steps):
        loss = loss_of(model(inputs), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        return (model(test_inputs).argmax(1) == test_labels).float().mean().item()


if __name__ == "__main__":
    grid = json.loads(sys.argv[1])
    runs = itertools.product(grid["learningRates"], grid["activations"], range(grid["seeds"]))
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    scores = Parallel(n_jobs=jobs)(delayed(run)(*one, grid["steps"]) for one in runs)
    print(json.dumps({"runs": len(scores), "accuracy": float(np.mean(scores))}))
