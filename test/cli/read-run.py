"""Prints what the event files of a run mean to TensorFlow and to TensorBoard's own modules, as JSON."""

import glob
import hashlib
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from tensorboard.plugins.custom_scalar import layout_pb2  # noqa: E402
from tensorboard.plugins.hparams import plugin_data_pb2  # noqa: E402


def describe_scalar(tensor, _content):
    return float(tensor)


def describe_histogram(tensor, _content):
    left, right, count = tensor[:, 0], tensor[:, 1], tensor[:, 2]
    return {
        "count": float(count.sum()),
        "min": float(left.min()),
        "max": float(right.max()),
        "ordered": bool((left <= right).all() and (right[:-1] <= left[1:] + 1e-12).all()),
    }


def describe_images(tensor, _content):
    width, height, *images = tensor.tolist()
    decoded = [tf.io.decode_png(image).numpy() for image in images]
    return {
        "announced": [int(height), int(width)],
        "shapes": [list(image.shape) for image in decoded],
        "pixels": [hashlib.sha256(image.tobytes()).hexdigest() for image in decoded],
    }


def describe_text(tensor, _content):
    return [text.decode() for text in np.atleast_1d(tensor).tolist()]


def describe_pr_curve(tensor, _content):
    return tensor.tolist()


def describe_layout(tensor, _content):
    layout = layout_pb2.Layout.FromString(tensor.item())
    return [[chart.title, list(chart.multiline.tag)] for chart in layout.category[0].chart]


def describe_hparams(_tensor, content):
    data = plugin_data_pb2.HParamsPluginData.FromString(content)
    kind = data.WhichOneof("data")
    if kind == "session_end_info":
        return {"status": data.session_end_info.status}
    if kind == "experiment":
        infos = data.experiment
        names = [info.name for info in infos.hparam_infos]
        return {"name": infos.name, "hparams": names, "metrics": [info.name.tag for info in infos.metric_infos]}
    values = data.session_start_info.hparams
    hparams = {name: getattr(value, value.WhichOneof("kind")) for name, value in values.items()}
    return {"group": data.session_start_info.group_name, "hparams": hparams}


describers = {
    "scalars": describe_scalar,
    "histograms": describe_histogram,
    "images": describe_images,
    "text": describe_text,
    "pr_curves": describe_pr_curve,
    "custom_scalars": describe_layout,
    "hparams": describe_hparams,
}


def describe_graph(graph_def):
    # TensorFlow checks every node here: its operation, its attributes, its inputs and their types.
    with tf.Graph().as_default() as graph:
        tf.graph_util.import_graph_def(graph_def, name="")
        return sorted({operation.name.split("/")[0] for operation in graph.get_operations()})


plugins = {name: {} for name in describers}
scopes = []
for path in sorted(glob.glob(os.path.join(sys.argv[1], "*tfevents*"))):
    for record in tf.data.TFRecordDataset(path).as_numpy_iterator():
        event = tf.compat.v1.Event.FromString(record)
        if event.WhichOneof("what") == "graph_def":
            scopes.append(describe_graph(tf.compat.v1.GraphDef.FromString(event.graph_def)))
        for value in event.summary.value:
            plugin = value.metadata.plugin_data
            described = describers[plugin.plugin_name](
                tf.make_ndarray(value.tensor), plugin.content
            )
            plugins[plugin.plugin_name].setdefault(value.tag, []).append([event.step, described])
json.dump({"scopes": scopes, **plugins}, sys.stdout)
