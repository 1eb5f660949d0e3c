"""A small network over the units of a page: each layer sees a unit and two of its neighbours, farther off each time.

In: a table with a row a unit. Out: a value a unit for each question that the network was fitted to. Weights, inputs and
what passes between the layers are multiples of powers of two within bounds, so that every sum is exact: whichever way a
machine adds, the answer is the same.
"""

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


# What passes between layers is a multiple of 1/STEP, between 0 and CEILING.
STEP, CEILING = 64, 8


class Layer(msgspec.Struct, frozen=True):
    """Weights of a layer: `taps` rows of neighbours (1 or 3), `reach` units apart, inputs, outputs; and a bias."""

    weights: Floats
    bias: Floats
    reach: int


def run_network(layers: tuple[Layer, ...], table: Floats) -> Floats:
    """Return what the last of `layers` gives for each row of `table`."""
    values = table * STEP  # whole numbers from here on, so that nothing is scaled between the layers
    for layer in layers[:-1]:
        values = _apply_layer(layer, values)
        np.maximum(values, 0, out=values)
        np.minimum(values, CEILING * STEP, out=values)
        np.rint(values, out=values)
    return _apply_layer(layers[-1], values) / STEP


def _apply_layer(layer: Layer, values: Floats) -> Floats:
    """Return the sums of `layer` for each row of `values`, in steps; beyond the ends of the page all is zero."""
    taps, reach = len(layer.weights), layer.reach
    sums: Floats = values @ layer.weights[taps // 2]
    sums += layer.bias * STEP
    if taps > 1 and len(values) > reach:
        sums[reach:] += values[:-reach] @ layer.weights[0]
        sums[:-reach] += values[reach:] @ layer.weights[2]
    return sums
