"""PyTorch at its best: channels_last, fused Adam, and torch.compile where that is faster."""

import torch
from torch import nn

from contestant import read_workload, serve

workload = read_workload()
torch.set_num_threads(workload["threads"])
torch.manual_seed(0)
batch = workload["batchSize"]
examples = workload["examples"]
is_cnn = workload["kind"] == "cnn"
classes = 10 if is_cnn else workload["layers"][-1]
shape = (examples, 1, 28, 28) if is_cnn else (examples, workload["layers"][0])
inputs = torch.rand(shape)
labels = torch.randint(0, classes, (examples,))
if is_cnn:
    inputs = inputs.to(memory_format=torch.channels_last)


def build():
    if is_cnn:
        model = nn.Sequential(
            nn.Conv2d(1, 32, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 5, padding=2),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(7 * 7 * 64, 1024),
            nn.ReLU(),
            nn.Dropout(0.5),
            nn.Linear(1024, 10),
        )
        return model.to(memory_format=torch.channels_last)
    layers = workload["layers"]
    activation = nn.Tanh if workload["activation"] == "tanh" else nn.ReLU
    parts = []
    for index, (a, b) in enumerate(zip(layers, layers[1:])):
        parts.append(nn.Linear(a, b))
        if index < len(layers) - 2:
            parts.append(activation())
    return nn.Sequential(*parts)


def make(compiled):
    model = build()
    rate = workload["learningRate"]
    if workload["optimizer"] == "adam":
        optimizer = torch.optim.Adam(model.parameters(), lr=rate, fused=True)
    else:
        optimizer = torch.optim.SGD(model.parameters(), lr=rate, fused=True)
    loss_of = nn.CrossEntropyLoss()
    forward = torch.compile(model) if compiled else model
    position = 0

    def train(steps):
        nonlocal position
        for _ in range(steps):
            if position + batch > examples:
                position = 0
            x, y = inputs[position : position + batch], labels[position : position + batch]
            position += batch
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(forward(x), y)
            loss.backward()
            optimizer.step()

    return train


serve(
    {"eager": lambda: make(False), "compile": lambda: make(True)},
    f"PyTorch {torch.__version__}",
)
