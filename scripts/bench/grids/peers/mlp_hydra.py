"""One run of the MLP on MNIST in PyTorch, which Hydra's joblib launcher starts many of."""

import gzip
import json
import os

import hydra
import numpy as np
import torch
from omegaconf import DictConfig
from torch import nn
from torch.utils.tensorboard import SummaryWriter

FOLDER = os.environ["MNIST_FOLDER"]


def read(name, offset):
    path = os.path.join(FOLDER, name)
    if os.path.exists(path):
        with open(path, "rb") as file:
            content = file.read()
    else:
        with gzip.open(path + ".gz") as file:
            content = file.read()
    return np.frombuffer(content, np.uint8, offset=offset)


def read_split(name, count=None):
    images = read(f"{name}-images-idx3-ubyte", 16).reshape(-1, 784)[:count]
    labels = read(f"{name}-labels-idx1-ubyte", 8)[:count]
    return torch.from_numpy(images.copy()).float() / 255, torch.from_numpy(labels.copy()).long()


def initialize(weight, initializer):
    if initializer == "xavier":
        nn.init.xavier_uniform_(weight)
    else:
        nn.init.trunc_normal_(weight, std=0.1, a=-0.2, b=0.2)


@hydra.main(version_base=None, config_path=".", config_name="mlp_hydra")
def main(config: DictConfig):
    torch.set_num_threads(1)
    torch.manual_seed(config.seed)
    inputs, labels = read_split("train", 55_000)
    widths = [784, 500, 250, 100, 10]
    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        layer = nn.Linear(fan_in, fan_out)
        initialize(layer.weight, config.initializer)
        nn.init.zeros_(layer.bias)
        layers += [layer] + ([nn.ReLU()] if fan_out > 10 else [])
    model = nn.Sequential(*layers)
    loss_of = nn.CrossEntropyLoss()
    if config.optimizer == "adam":
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    else:
        momentum = 0.9 if config.optimizer == "momentum" else 0
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=momentum)
    writer = SummaryWriter(".")
    count, start = len(inputs), 0
    order = torch.randperm(count)
    for step in range(1, config.steps + 1):
        if start + 64 > count:
            order, start = torch.randperm(count), 0
        chosen = order[start : start + 64]
        start += 64
        logits = model(inputs[chosen])
        loss = loss_of(logits, labels[chosen])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 100 == 0:
            accuracy = (logits.argmax(1) == labels[chosen]).float().mean()
            writer.add_scalar("loss/train", loss.item(), step)
            writer.add_scalar("accuracy/train", accuracy.item(), step)
    test_inputs, test_labels = read_split("t10k")
    with torch.no_grad():
        accuracy = (model(test_inputs).argmax(1) == test_labels).float().mean().item()
    writer.add_scalar("accuracy/test", accuracy, config.steps)
    writer.close()
    with open("score-test", "w") as file:
        json.dump(accuracy, file)


if __name__ == "__main__":
    main()
