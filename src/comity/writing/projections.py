"""Projections of the globe on a sheet: Lambert's azimuthal equal-area one and Equal Earth."""

from __future__ import annotations

import math
from collections.abc import Callable

from comity.writing.outlines import Point

WIDTH, HEIGHT = 640.0, 420.0  # of the sheet
MERIDIAN = 11.0  # in the middle of the world map, whose edge then runs through the Bering Strait and parts no land
EDGE = math.radians(120)  # what lies beyond is drawn on this circle, outside every frame

Project = Callable[[float, float], Point]


def measure_angle(a: Point, b: Point) -> float:
    """The angle between two places in radians."""
    return math.acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(_vector(a), _vector(b), strict=True)))))


def _vector(place: Point) -> tuple[float, float, float]:
    longitude, latitude = map(math.radians, place)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


def find_middle(places: list[Point]) -> Point:
    """The middle of several places."""
    x, y, z = (sum(parts) for parts in zip(*map(_vector, places), strict=True))
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def project_lambert(centre: Point) -> Project:
    """Lambert's azimuthal equal-area projection about `centre`, in radians; what is far away lands on one circle."""
    longitude_0, latitude_0 = map(math.radians, centre)
    sin_0, cos_0 = math.sin(latitude_0), math.cos(latitude_0)
    sin, cos, radians, sqrt = math.sin, math.cos, math.radians, math.sqrt
    edge = cos(EDGE)

    def project(longitude: float, latitude: float) -> Point:
        turn, height = radians(longitude) - longitude_0, radians(latitude)
        sin_1, cos_1, cos_turn = sin(height), cos(height), cos(turn)
        nearness = sin_0 * sin_1 + cos_0 * cos_1 * cos_turn
        x, y = cos_1 * sin(turn), cos_0 * sin_1 - sin_0 * cos_1 * cos_turn
        if nearness < edge:
            length = math.hypot(x, y) or 1.0
            stretch = sqrt(2 * (1 - edge)) / length
        else:
            stretch = sqrt(2 / (1 + nearness))
        return x * stretch, y * stretch

    return project


def unproject_lambert(centre: Point, flat: Point) -> Point:
    """The place in degrees of a point of the projection."""
    longitude_0, latitude_0 = map(math.radians, centre)
    x, y = flat
    distance = math.hypot(x, y)
    if distance == 0:
        return centre
    angle = 2 * math.asin(min(1.0, distance / 2))
    latitude = math.asin(math.cos(angle) * math.sin(latitude_0) + y * math.sin(angle) * math.cos(latitude_0) / distance)
    longitude = longitude_0 + math.atan2(
        x * math.sin(angle),
        distance * math.cos(latitude_0) * math.cos(angle) - y * math.sin(latitude_0) * math.sin(angle),
    )
    return math.degrees(longitude), math.degrees(latitude)


def project_equal_earth(longitude: float, latitude: float) -> Point:
    """The Equal Earth projection (Šavrič, Patterson and Jenny, 2018) on the map's sheet, about MERIDIAN."""
    turn = longitude - MERIDIAN
    turn -= 360 * round(turn / 360)  # at 180 degrees from it: the edge on which the place is given
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    x = (2 * math.sqrt(3) * math.radians(turn) * math.cos(theta)) / (
        3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    )
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    scale = (WIDTH - 12) / (2 * 2.7066)
    return WIDTH / 2 + x * scale, HEIGHT / 2 - y * scale + 8
