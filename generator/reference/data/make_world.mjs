// Makes world.tsv, the shapes of the map of coverage, beside this file. For development only; see world.md.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const WIDTH = 1000;
const TURNED = -11; // degrees: Chukotka stays whole
const KEPT = 0.72; // the share of points
const LEFT_OUT = new Set(["010"]); // Antarctica
const WITHOUT_CODE = { Kosovo: "XK" }; // shapes without a number that have a code here

const require = createRequire(import.meta.url);
const here = new URL(".", import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(`world-atlas/${name}`), "utf8"));
const version = JSON.parse(readFileSync(require.resolve("world-atlas/package.json"), "utf8")).version;

const codes = new Map(
  readFileSync(new URL("../../authority/data/countries.jsonl", here), "utf8")
    .trim().split("\n").slice(1).map((line) => JSON.parse(line))
    .filter((country) => country.numeric).map((country) => [country.numeric, country.code]),
);
const codeOf = (one) => codes.get(one.id) ?? WITHOUT_CODE[one.properties.name] ?? "";

const coarse = presimplify(read("countries-110m.json"));
const lands = feature(simplify(coarse, quantile(coarse, KEPT)), coarse.objects.countries).features
  .filter((one) => !LEFT_OUT.has(one.id));
const projection = geoEqualEarth().rotate([TURNED, 0]).fitWidth(WIDTH, { type: "FeatureCollection", features: lands });
const draw = geoPath(projection);

// A path in whole numbers and relative steps; rings that shrink to less than three points are left out.
function whole(path) {
  let made = "";
  for (const ring of path.split("M").slice(1)) {
    const points = [];
    for (const pair of ring.replace("Z", "").split("L")) {
      const point = pair.split(",").map((n) => Math.round(Number(n)));
      const last = points.at(-1);
      if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
    }
    const [first, last] = [points[0], points.at(-1)];
    if (points.length > 1 && first[0] === last[0] && first[1] === last[1]) points.pop();
    if (points.length < 3) continue;
    const steps = points.slice(1).map((point, n) => `${point[0] - points[n][0]} ${point[1] - points[n][1]}`);
    made += `M${first[0]} ${first[1]}l${steps.join(" ").replaceAll(" -", "-")}z`;
  }
  return made;
}

const shapes = new Map();
for (const one of lands) {
  const code = codeOf(one);
  shapes.set(code, (shapes.get(code) ?? "") + whole(draw(one) ?? ""));
}
const fine = read("countries-50m.json");
const dots = new Map();
for (const one of feature(fine, fine.objects.countries).features) {
  const code = codeOf(one);
  const centre = draw.centroid(one);
  if (code && !shapes.get(code) && !LEFT_OUT.has(one.id) && centre.every(Number.isFinite)) {
    dots.set(code, `${Math.round(centre[0])} ${Math.round(centre[1])}`);
  }
}
const [[left, top], [right, bottom]] = draw.bounds({ type: "FeatureCollection", features: lands });
const ends = [...dots.values()].map((at) => Number(at.split(" ")[0]) + 4);
const box = [Math.floor(left), Math.floor(top), Math.max(Math.ceil(right), ...ends) - Math.floor(left), Math.ceil(bottom - top) + 1].join(" ");
const lines = [
  `# Source: Natural Earth 4.1, 1:110m and 1:50m, public domain, via world-atlas ${version} (ISC). Made by make_world.mjs.`,
  "# code (ISO 3166-1 alpha-2; empty: lands without one)\tpath, or x and y of a dot where the land is too small to draw",
  `box\t${box}`,
  ...[...shapes].filter(([, path]) => path).sort().map(([code, path]) => `${code}\t${path}`),
  ...[...dots].sort().map(([code, at]) => `${code}\t${at}`),
];
writeFileSync(new URL("world.tsv", here), `${lines.join("\n")}\n`);
