"""How the network of the reader is fitted: its gradients worked out by hand, steps by Adam, in numpy alone.

In: tables of pages with the right answer for each unit. Out: layers as `generator.ingest.reading.network` runs them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from generator.ingest.reading.network import CEILING, STEP, Layer

# Weights are multiples of 1/FINE.
FINE = 1024
_BETAS = (0.9, 0.99)


class Trainer:
    """Weights that are being fitted. `shape` is a list of (taps, reach, inputs, outputs)."""

    def __init__(self, shape: Sequence[tuple[int, int, int, int]], seed: int, decay: float = 1e-4, drop: float = 0.1):
        self.random = np.random.default_rng(seed)
        self.reaches = [reach for _, reach, _, _ in shape]
        self.weights = [
            (self.random.standard_normal((taps, ins, outs)) * np.sqrt(2 / (taps * ins))).astype(np.float32)
            for taps, _, ins, outs in shape
        ]
        self.biases = [np.zeros(outs, dtype=np.float32) for _, _, _, outs in shape]
        self.decay, self.drop, self.steps = decay, drop, 0
        params = [*self.weights, *self.biases]
        self.moments = [(np.zeros_like(value), np.zeros_like(value)) for value in params]
        self.means = [value.copy() for value in params]

    def forward(self, table: Any, mask: Any, *, train: bool) -> list[Any]:
        """Return the values of every layer for rows of pages with rows of zeros between."""
        values = [table]
        last = len(self.weights) - 1
        for n, (weights, bias, reach) in enumerate(zip(self.weights, self.biases, self.reaches, strict=True)):
            sums = _spread(values[-1], weights, reach) + bias
            if n < last:
                sums = np.clip(sums, 0, CEILING) * mask
                if train and self.drop:
                    sums *= (self.random.random(sums.shape, dtype=np.float32) >= self.drop) / np.float32(1 - self.drop)
            values.append(sums)
        return values

    def step(self, values: list[Any], slope: Any, mask: Any, rate: float) -> None:
        """Take one step against the gradient `slope` of the loss at the outputs."""
        gradients: list[Any] = [None] * (2 * len(self.weights))
        for n in range(len(self.weights) - 1, -1, -1):
            below, weights, reach = values[n], self.weights[n], self.reaches[n]
            gradients[n] = _weight_slopes(below, slope, weights, reach)
            gradients[len(self.weights) + n] = slope.sum(axis=0)
            if n:
                slope = _spread_back(slope, weights, reach) * ((below > 0) & (below < CEILING / (1 - self.drop))) * mask
                if self.drop:
                    slope /= 1 - self.drop
        self._move(gradients, rate)

    def _move(self, gradients: list[Any], rate: float) -> None:
        """Move all weights by Adam, and keep a running mean of them."""
        self.steps += 1
        first, second = _BETAS
        params = [*self.weights, *self.biases]
        for n, gradient in enumerate(gradients):
            value = params[n]
            mean, square = self.moments[n]
            mean += (1 - first) * (gradient - mean)
            square += (1 - second) * (gradient * gradient - square)
            scale = np.sqrt(1 - second**self.steps) / (1 - first**self.steps)
            value -= rate * scale * mean / (np.sqrt(square) + 1e-8)
            if n < len(self.weights):
                value -= rate * self.decay * value
            self.means[n] += max(0.005, 1 / self.steps) * (value - self.means[n])

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers with the running means of the weights, as multiples of 1/FINE."""
        count = len(self.weights)
        return tuple(Layer(_fine(self.means[n]), _fine(self.means[count + n]), self.reaches[n]) for n in range(count))


def _fine(values: Any) -> Any:
    return (np.round(values * FINE) / FINE).astype(np.float32)


def _spread(values: Any, weights: Any, reach: int) -> Any:
    if len(weights) == 1:
        return values @ weights[0]
    sums = values @ weights[1]
    sums[reach:] += values[:-reach] @ weights[0]
    sums[:-reach] += values[reach:] @ weights[2]
    return sums


def _spread_back(slope: Any, weights: Any, reach: int) -> Any:
    if len(weights) == 1:
        return slope @ weights[0].T
    sums = slope @ weights[1].T
    sums[:-reach] += slope[reach:] @ weights[0].T
    sums[reach:] += slope[:-reach] @ weights[2].T
    return sums


def _weight_slopes(below: Any, slope: Any, weights: Any, reach: int) -> Any:
    if len(weights) == 1:
        return (below.T @ slope)[None]
    return np.stack([below[:-reach].T @ slope[reach:], below.T @ slope, below[reach:].T @ slope[:-reach]])


def pack_pages(tables: Sequence[Any], gap: int) -> tuple[Any, Any, list[slice]]:
    """Return the rows of all pages with `gap` rows of zeros between, a mask of what is page, and where each is."""
    size = sum(len(table) + gap for table in tables) + gap
    packed = np.zeros((size, tables[0].shape[1]), dtype=np.float32)
    mask = np.zeros((size, 1), dtype=np.float32)
    places, at = [], gap
    for table in tables:
        place = slice(at, at + len(table))
        packed[place], mask[place] = table, 1
        places.append(place)
        at += len(table) + gap
    return packed, mask, places


# Layers of the network over units: taps, reach, inputs, outputs. The first inputs are the features.
UNIT_LAYERS = ((1, 1, 72), (3, 1, 56), (3, 2, 48), (3, 4, 40), (3, 8, 40), (3, 16, 32), (1, 1, 3))
GAP = 16
_PAGES, _LONGEST = 10, 900
_RATE, _SMALL_RATE = 3e-3, 4e-3
_DROP = 0.15


def fit_units(samples: Sequence[tuple[Any, Any, Any]], epochs: int, seed: int) -> tuple[Layer, ...]:
    """Fit the network to pages: each its table, what is right for each unit, and how much each answer weighs."""
    cut = slice(_LONGEST)
    data = [(table[cut].astype(np.float32), right[cut], weight[cut]) for table, right, weight in samples]
    shape, inputs = [], data[0][0].shape[1]
    for taps, reach, outputs in UNIT_LAYERS:
        shape.append((taps, reach, inputs, outputs))
        inputs = outputs
    trainer = Trainer(shape, seed, decay=1e-3, drop=_DROP)
    order_of = np.random.default_rng(seed)
    total, step = epochs * -(-len(data) // _PAGES), 0
    for _ in range(epochs):
        order = order_of.permutation(len(data))
        for at in range(0, len(order), _PAGES):
            part = [data[n] for n in order[at : at + _PAGES]]
            packed, mask, places = pack_pages([table for table, _, _ in part], GAP)
            right, weight = (np.zeros((len(packed), inputs), np.float32) for _ in range(2))
            for place, (_, answer, heavy) in zip(places, part, strict=True):
                right[place], weight[place] = answer, heavy
            values = trainer.forward(packed, mask, train=True)
            slope = weight * (_chance(values[-1]) - right) / weight.sum()
            trainer.step(values, slope.astype(np.float32), mask, _fall(_RATE, step, total) * min(1, (step + 1) / 60))
            step += 1
    return trainer.layers()


def fit_rows(rows: Sequence[tuple[Any, float, float]], hidden: int, epochs: int, seed: int) -> tuple[Layer, ...]:
    """Fit a small network to rows of features: each with its answer, and how much that weighs."""
    table = round_rows([row for row, _, _ in rows])
    right, weight = (np.array([row[n] for row in rows], np.float32) for n in (1, 2))
    trainer = Trainer([(1, 1, table.shape[1], hidden), (1, 1, hidden, 1)], seed, decay=1e-2)
    order_of, batch, step = np.random.default_rng(seed), 256, 0
    total = epochs * -(-len(table) // batch)
    for _ in range(epochs):
        order = order_of.permutation(len(table))
        for at in range(0, len(order), batch):
            chosen = order[at : at + batch]
            values = trainer.forward(table[chosen], 1.0, train=True)
            slope = weight[chosen] * (_chance(values[-1][:, 0]) - right[chosen]) / weight.mean() / len(chosen)
            trainer.step(values, slope[:, None].astype(np.float32), 1.0, _fall(_SMALL_RATE, step, total))
            step += 1
    return trainer.layers()


def fit_ranking(groups: Sequence[tuple[Any, Any]], hidden: int, epochs: int, seed: int) -> tuple[Layer, ...]:
    """Fit a small network that ranks the rows of each group: those that are right above all others."""
    trainer = Trainer([(1, 1, groups[0][0].shape[1], hidden), (1, 1, hidden, 1)], seed, decay=1e-2)
    order_of, batch, step = np.random.default_rng(seed), 24, 0
    total = epochs * -(-len(groups) // batch)
    for _ in range(epochs):
        order = order_of.permutation(len(groups))
        for at in range(0, len(order), batch):
            part = [groups[n] for n in order[at : at + batch]]
            values = trainer.forward(np.concatenate([table for table, _ in part]), 1.0, train=True)
            slopes, start = [], 0
            for table, right in part:
                slopes.append(_ranking_slope(values[-1][start : start + len(table), 0], right) / len(part))
                start += len(table)
            slope = np.concatenate(slopes)[:, None].astype(np.float32)
            trainer.step(values, slope, 1.0, _fall(_SMALL_RATE, step, total))
            step += 1
    return trainer.layers()


def _ranking_slope(scores: Any, right: Any) -> Any:
    """Return the slope of the loss that the right rows have less than all of the chance."""
    powers = np.exp(scores - scores.max())
    chances = powers / powers.sum()
    wanted = chances * right
    return chances - wanted / max(wanted.sum(), 1e-9)


def round_rows(rows: Any) -> Any:
    """Return features as the program rounds them."""
    return (np.round(np.clip(np.array(rows, np.float32), -8, 8) * STEP) / STEP).astype(np.float32)


def _chance(odds: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def _fall(rate: float, step: int, total: int) -> float:
    """Return the rate of a step, which falls as a cosine does."""
    return float(rate * (0.5 * (1 + np.cos(np.pi * step / total)) + 0.01))
