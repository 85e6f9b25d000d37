"""What this machine's arithmetic reaches: products in PyTorch by threads and precision, and the
kernels of the CNN's second convolution alone, as TensorFlow computes them. Prints one JSON line."""

import json
import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow as tf
import torch

options = json.loads(sys.argv[1])
SIZE = options["size"]
PRECISIONS = options["precisions"]


def best_seconds(work):
    work()
    times = []
    for _ in range(options["repetitions"]):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def measure_products(precision, threads):
    torch.set_num_threads(threads)
    dtype = getattr(torch, precision)
    a, b = (torch.randn(SIZE, SIZE).to(dtype) for _ in range(2))
    seconds = best_seconds(lambda: a @ b)
    return {"precision": precision, "threads": threads, "gflops": 2 * SIZE**3 / seconds / 1e9}


def measure_convolutions(precision):
    dtype = getattr(tf, precision)
    x = tf.cast(tf.random.normal((50, 14, 14, 32)), dtype)
    w = tf.cast(tf.random.normal((5, 5, 32, 64)), dtype)
    dy = tf.cast(tf.random.normal((50, 14, 14, 64)), dtype)
    shared = {"strides": [1, 1, 1, 1], "padding": "SAME"}
    kernels = {
        "forward": lambda: tf.raw_ops.Conv2D(input=x, filter=w, **shared),
        "input gradient": lambda: tf.raw_ops.Conv2DBackpropInput(
            input_sizes=x.shape, filter=w, out_backprop=dy, **shared
        ),
        "filter gradient": lambda: tf.raw_ops.Conv2DBackpropFilter(
            input=x, filter_sizes=w.shape, out_backprop=dy, **shared
        ),
    }
    rows = []
    for name, run in kernels.items():
        # In graphs, TensorFlow chooses the kernels that a training step has.
        kernel = tf.function(run)
        seconds = best_seconds(lambda: kernel().numpy())
        rows.append({"kernel": name, "precision": precision, "ms": 1000 * seconds})
    return rows


products = [
    measure_products(precision, threads)
    for precision in PRECISIONS
    for threads in options["threads"]
]
convolutions = [row for precision in PRECISIONS for row in measure_convolutions(precision)]
print(json.dumps({"products": products, "convolutions": convolutions}))
