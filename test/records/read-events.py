"""Prints the events of a folder as TensorFlow's own reader sees them, one JSON list per file."""

import glob
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import tensorflow as tf  # noqa: E402


def describe_value(value):
    tensor = tf.make_ndarray(value.tensor)
    strings = tensor.dtype.kind in "OS"
    flat = tensor.reshape(-1).tolist()
    return {
        "tag": value.tag,
        "plugin": value.metadata.plugin_data.plugin_name,
        "pluginContent": value.metadata.plugin_data.content.hex(),
        "dataClass": value.metadata.data_class,
        "dtype": value.tensor.dtype,
        "shape": list(tensor.shape),
        "values": [item.hex() for item in flat] if strings else flat,
    }


def describe_event(event):
    kind = event.WhichOneof("what")
    described = {"kind": kind, "step": event.step, "wallTime": event.wall_time}
    if kind == "summary":
        described["values"] = [describe_value(value) for value in event.summary.value]
    if kind == "graph_def":
        graph = tf.compat.v1.GraphDef.FromString(event.graph_def)
        described["nodes"] = [
            {"name": node.name, "op": node.op, "inputs": list(node.input)} for node in graph.node
        ]
    return described


files = []
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*tfevents*"))):
    records = tf.data.TFRecordDataset(path).as_numpy_iterator()
    files.append([describe_event(tf.compat.v1.Event.FromString(record)) for record in records])
json.dump(files, sys.stdout)
