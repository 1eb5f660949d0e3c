"""What the reader was fitted to: weights of words, the network, and what decides about gaps, pieces and headlines.

The data stand in data/fitted.py, made by tests/quality/fit_reading.py; data/README.md says of what, and how good it is.
A line of JSON says which arrays follow; behind it stand their bytes, all packed by zlib and written in base 64.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import cache

import msgspec
import numpy as np

from generator.ingest.reading.data.fitted import FITTED
from generator.ingest.reading.data.fitted_to_marks import FITTED_TO_MARKS
from generator.ingest.reading.network import Layer
from generator.ingest.reading.vocabulary import Vocabulary, build_vocabulary

VERSION = 1
# Steps in which weights are kept.
WORD_STEP, WEIGHT_STEP = 16, 1024
PARTS = ("units", "gaps", "pieces", "headlines")
_WORD_TYPE, _WEIGHT_TYPE = "<i1", "<i2"


class Model(msgspec.Struct, frozen=True):
    """All that was fitted. `calibration` are slope and shift to the log-odds of a piece to be a story.

    `names` weigh the names of elements; None for plain text, whose network has no inputs for marks.
    """

    words: Mapping[str, float]
    vocabulary: Vocabulary
    units: tuple[Layer, ...]
    gaps: tuple[Layer, ...]
    pieces: tuple[Layer, ...]
    headlines: tuple[Layer, ...]
    calibration: tuple[float, float] = (1.0, 0.0)
    names: Mapping[str, float] | None = None


class _Header(msgspec.Struct, frozen=True):
    """What a packed model holds: its words and names of elements, and of each layer reach, taps, inputs, outputs."""

    version: int
    words: list[str]
    parts: dict[str, list[tuple[int, int, int, int]]]
    calibration: tuple[float, float]
    names: list[str] | None = None


@cache
def load_model(*, marked: bool = False) -> Model:
    """Return the model of this version of the program: for plain text, or for pages that are `marked` up."""
    return unpack_model(FITTED_TO_MARKS if marked else FITTED)


def unpack_model(packed: str) -> Model:
    """Return the model that `packed` holds."""
    line, _, data = zlib.decompress(b64decode(packed)).partition(b"\n")
    header = msgspec.json.decode(line, type=_Header)
    if header.version != VERSION:
        msg = f"the reader's data are of version {header.version}, the program reads {VERSION}"
        raise ValueError(msg)
    at = len(header.words)
    values = np.frombuffer(data, _WORD_TYPE, at) / WORD_STEP
    words = dict(zip(header.words, values.tolist(), strict=True))
    names = None
    if header.names is not None:
        values = np.frombuffer(data, _WORD_TYPE, len(header.names), at) / WORD_STEP
        names = dict(zip(header.names, values.tolist(), strict=True))
        at += len(header.names)
    parts = {}
    for name in PARTS:
        layers = []
        for reach, taps, inputs, outputs in header.parts[name]:
            weights = np.frombuffer(data, _WEIGHT_TYPE, taps * inputs * outputs, at) / WEIGHT_STEP
            at += 2 * weights.size
            bias = np.frombuffer(data, _WEIGHT_TYPE, outputs, at) / WEIGHT_STEP
            at += 2 * outputs
            layers.append(Layer(weights.reshape(taps, inputs, outputs), bias, reach))
        parts[name] = tuple(layers)
    return Model(words, build_vocabulary(words), **parts, calibration=header.calibration, names=names)


def pack_model(model: Model) -> str:
    """Return `model` as text."""
    parts = {name: getattr(model, name) for name in PARTS}
    shapes = {
        name: [(layer.reach, *map(int, layer.weights.shape)) for layer in layers] for name, layers in parts.items()
    }
    names = None if model.names is None else list(model.names)
    header = _Header(VERSION, list(model.words), shapes, model.calibration, names)
    pieces = [
        np.round(np.array(list(weights.values())) * WORD_STEP).astype(_WORD_TYPE).tobytes()
        for weights in (model.words, model.names or {})
    ]
    for layers in parts.values():
        for layer in layers:
            pieces += [
                np.round(values * WEIGHT_STEP).astype(_WEIGHT_TYPE).tobytes() for values in (layer.weights, layer.bias)
            ]
    return b64encode(zlib.compress(msgspec.json.encode(header) + b"\n" + b"".join(pieces), 9)).decode()
