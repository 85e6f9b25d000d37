"""PyTorch at its best: channels_last, fused optimizers, gradients set to None behind the forward
pass (so that their memory is taken again at once), torch.compile where that is faster, and for
gradient descent an update written out by the user where that is."""

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


def make(compiled, own_update=False):
    model = build()
    rate = workload["learningRate"]
    if workload["optimizer"] == "adam":
        optimizer = torch.optim.Adam(model.parameters(), lr=rate, fused=True)
    else:
        optimizer = torch.optim.SGD(model.parameters(), lr=rate, fused=True)
    parameters = list(model.parameters())
    loss_of = nn.CrossEntropyLoss()

    def forward_in_float32(x, y):
        return loss_of(model(x), y)

    def forward_in_bfloat16(x, y):
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(x)
        return loss_of(logits.float(), y)

    is_reduced = workload["precision"] == "bfloat16"
    forward = forward_in_bfloat16 if is_reduced else forward_in_float32

    if compiled:
        forward = torch.compile(forward)
    position = 0

    def next_batch():
        nonlocal position
        if batch == examples:
            return inputs, labels
        if position + batch > examples:
            position = 0
        start, position = position, position + batch
        return inputs[start:position], labels[start:position]

    def train(steps):
        for _ in range(steps):
            loss = forward(*next_batch())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()

    def train_with_own_update(steps):
        for _ in range(steps):
            gradients = torch.autograd.grad(forward(*next_batch()), parameters)
            with torch.no_grad():
                torch._foreach_add_(parameters, gradients, alpha=-rate)

    return train_with_own_update if own_update else train


serve(
    {
        "eager": lambda: make(False),
        "compile": lambda: make(True),
        "own update": lambda: make(False, own_update=True),
        "compile, own update": lambda: make(True, own_update=True),
    },
    f"PyTorch {torch.__version__}",
)
