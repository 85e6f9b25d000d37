"""What every Python contestant of the benchmark shares: it is told a workload as JSON in its first
argument, then reads numbers of steps from standard input, trains that many and answers with one
JSON line each."""

import json
import resource
import sys
import time


def read_workload():
    return json.loads(sys.argv[1])


def serve(make_trainers, version):
    """Runs the fastest of some trainers on demand.

    make_trainers: name -> function that returns a trainer, itself a function of a number of steps.
    """
    trainers = {}
    for name, make in make_trainers.items():
        try:
            train = make()
            train(3)
            started = time.perf_counter()
            train(20)
            trainers[name] = (time.perf_counter() - started, train)
        except Exception as error:  # a variant that this machine can't run is left out
            print(f"{name}: {error}", file=sys.stderr)
    best = min(trainers, key=lambda name: trainers[name][0])
    train = trainers[best][1]
    answer({"ready": True, "version": version, "variant": best})
    for line in sys.stdin:
        steps = int(line)
        started = time.perf_counter()
        train(steps)
        ms_per_step = (time.perf_counter() - started) * 1000 / steps
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer({"msPerStep": ms_per_step, "peakMegabytes": peak_mb})


def answer(value):
    print(json.dumps(value), flush=True)
