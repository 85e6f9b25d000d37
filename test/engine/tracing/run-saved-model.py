"""Trains a SavedModel in TensorFlow and prints what came out as JSON.

Usage: run-saved-model.py FOLDER FEEDS, where FEEDS is a JSON list with the inputs of each step.
"""

import json
import sys

import numpy as np
import tensorflow as tf

folder, feeds = sys.argv[1:]
model = tf.compat.v1.Session(graph=tf.Graph())
signatures = tf.compat.v1.saved_model.load(model, ["serve"], folder).signature_def
step = signatures["step"]
losses = []
for values in json.loads(feeds):
    fed = {
        tensor.name: np.array(values[name], tf.as_dtype(tensor.dtype).as_numpy_dtype).reshape(
            [dim.size for dim in tensor.tensor_shape.dim]
        )
        for name, tensor in step.inputs.items()
    }
    losses.append(float(model.run(step.outputs["loss"].name, fed)))
print(json.dumps({"losses": losses, "signatures": sorted(signatures)}))
