"""Two moons as scikit-learn makes them."""

import numpy as np


def make_moons(count, noise, rng):
    t = np.linspace(0, np.pi, count // 2)
    outer = np.c_[np.cos(t), np.sin(t)]
    inner = np.c_[1 - np.cos(t), 0.5 - np.sin(t)]
    points = np.vstack([outer, inner]) + rng.normal(0, noise, (count, 2))
    labels = np.r_[np.zeros(count // 2), np.ones(count // 2)].astype(np.int64)
    return points.astype(np.float32), labels
