"""What every Python contestant of the benchmark shares: it is told a workload as JSON in its
argument, with the way to train it and the number of threads, then reads numbers of steps from
standard input, trains that many and answers with one JSON line each. It ends at the end of its
input."""

import json
import os
import queue
import resource
import sys
import threading
import time


def read_workload():
    return json.loads(sys.argv[1])


def serve(make_trainers, version):
    """Trains on demand.

    make_trainers: way -> function that returns a trainer, itself a function of a number of
    steps.
    """
    orders = read_orders()
    workload = read_workload()
    train = make_trainers[workload["way"]]()
    train(3)
    train(20)
    variant = workload["way"] + (", 1 thread" if workload["threads"] == 1 else "")
    answer({"ready": True, "version": version, "variant": variant})
    while True:
        steps = orders.get()
        started = time.perf_counter()
        train(steps)
        ms_per_step = (time.perf_counter() - started) * 1000 / steps
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer({"msPerStep": ms_per_step, "peakMegabytes": peak_mb})


def read_orders():
    """Numbers of steps as they come. At the end of the input the process ends at once, in the
    middle of a lap or of a compilation too: whoever gave the orders is gone."""
    orders = queue.SimpleQueue()

    def read():
        for line in sys.stdin:
            orders.put(int(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return orders


def answer(value):
    print(json.dumps(value), flush=True)
