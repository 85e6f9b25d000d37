"""Where the time of a training step goes: runs the step of a SavedModel with a full trace, then each of
its longest kernels by itself, on inputs of the same shapes with all threads. Prints one JSON line."""

import json
import os
import statistics
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

options = json.loads(sys.argv[1])
STEPS = options["steps"]
v1 = tf.compat.v1


def threads_of(threads):
    return v1.ConfigProto(
        intra_op_parallelism_threads=threads["threads"],
        inter_op_parallelism_threads=threads["kernelsAtOnce"],
    )


def make_values(shape, dtype, random):
    if dtype.is_floating:
        return random.standard_normal(shape).astype(dtype.as_numpy_dtype)
    return np.zeros(shape, dtype.as_numpy_dtype)


def trace(session, fetches, feeds):
    """Microseconds of each kernel of a run, its outputs, and the graph that was executed."""
    metadata = v1.RunMetadata()
    run_options = v1.RunOptions(
        trace_level=v1.RunOptions.FULL_TRACE, output_partition_graphs=True
    )
    session.run(fetches, feeds, options=run_options, run_metadata=metadata)
    stats = {}
    for device in metadata.step_stats.dev_stats:
        for node in device.node_stats:
            stats[node.node_name] = node
    nodes = {node.name: node for graph in metadata.partition_graphs for node in graph.node}
    return stats, nodes


def microseconds(node):
    return (node.op_end_rel_nanos - node.op_start_rel_nanos) / 1000


def output_of(stats, name):
    source, _, index = name.partition(":")
    for output in stats[source].output:
        if output.slot == int(index or 0):
            description = output.tensor_description
            shape = [dim.size for dim in description.shape.dim]
            return shape, tf.as_dtype(description.dtype)
    raise KeyError(name)


def add_input(graph, name, nodes, stats, prefix):
    """Adds what stands for an input of a kernel; returns its name and what it is fed."""
    source = nodes[name.partition(":")[0]]
    copy = graph.node.add()
    if source.op in ("Const", "VarHandleOp"):
        copy.CopyFrom(source)
        del copy.input[:]
        copy.name = prefix
        return prefix, None
    shape, dtype = output_of(stats, name)
    copy.name = prefix
    copy.op = "Placeholder"
    copy.attr["dtype"].type = dtype.as_datatype_enum
    return prefix, (shape, dtype)


def time_alone(node, nodes, stats):
    """The least that a kernel takes which has the machine alone; None where it can't be taken out."""
    graph = v1.GraphDef()
    random = np.random.default_rng(0)
    inputs, feeds, handles = [], {}, []
    for place, name in enumerate(each for each in node.input if not each.startswith("^")):
        added, fed = add_input(graph, name, nodes, stats, f"input{place}")
        inputs.append(added)
        if fed is not None:
            feeds[f"{added}:0"] = make_values(*fed, random)
        elif graph.node[-1].op == "VarHandleOp":
            graph.node[-1].attr["shared_name"].s = added.encode()
            handles.append(graph.node[-1])
    kernel = graph.node.add()
    kernel.CopyFrom(node)
    kernel.name = "kernel"
    del kernel.input[:]
    kernel.input.extend(inputs)
    with tf.Graph().as_default() as alone:
        tf.import_graph_def(graph, name="")
        assignments = []
        for handle in handles:
            shape = [dim.size for dim in handle.attr["shape"].shape.dim]
            values = np.abs(random.standard_normal(shape)).astype(np.float32)
            resource = alone.get_tensor_by_name(f"{handle.name}:0")
            assignments.append(tf.raw_ops.AssignVariableOp(resource=resource, value=values))
        with v1.Session(graph=alone, config=threads_of(options["alone"])) as session:
            session.run(assignments)
            operation = alone.get_operation_by_name("kernel")
            times = []
            for _ in range(options["repetitions"]):
                found, _ = trace(session, operation, feeds)
                times.append(microseconds(found["kernel"]))
    return min(times)


session = v1.Session(graph=tf.Graph(), config=threads_of(options["threads"]))
model = v1.saved_model.load(session, ["serve"], options["folder"])
step = model.signature_def["step"]
random = np.random.default_rng(0)
fed = {}
for name, tensor in step.inputs.items():
    shape = [dim.size for dim in tensor.tensor_shape.dim]
    dtype = tf.as_dtype(tensor.dtype)
    fed[tensor.name] = make_values(shape, dtype, random)
    if name == "inputs":
        fed[tensor.name] = random.integers(0, 256, shape).astype(dtype.as_numpy_dtype)
    if name == "learningRate":
        fed[tensor.name] = np.float32(1e-4)
loss = step.outputs["loss"].name

for _ in range(10):
    session.run(loss, fed)
times = []
for _ in range(STEPS):
    started = time.perf_counter()
    session.run(loss, fed)
    times.append(time.perf_counter() - started)

traces = [trace(session, loss, fed) for _ in range(STEPS)]
stats, nodes = traces[-1]
durations = {
    name: statistics.median(microseconds(found[name]) for found, _ in traces if name in found)
    for name in stats
    if name in nodes
}
longest = sorted(durations, key=durations.get, reverse=True)[: options["kernels"]]
session.close()

kernels = []
for name in longest:
    try:
        alone = time_alone(nodes[name], nodes, stats)
    except (KeyError, ValueError, tf.errors.OpError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        alone = None
    kernels.append({"name": name, "op": nodes[name].op, "us": durations[name], "aloneUs": alone})
print(json.dumps({"stepMs": 1000 * statistics.median(times), "kernels": kernels}))
