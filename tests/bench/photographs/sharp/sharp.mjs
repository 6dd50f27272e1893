// node sharp.mjs PHOTOS OUT FORMAT QUALITY, where sharp is in the node_modules of the present folder.
//
// What eleventy-img 7 does with a photograph: one `sharp` of the file, its metadata, and of it one
// clone for each size, which reads the original anew; eight photographs at a time or as many as
// cores, at most sixteen; sharp's own threads, effort and filter. AVIF's chroma alone is not what sharp
// takes by itself, 4:4:4, but 4:2:0 as with all others. No photograph here is turned.
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

const sharp = createRequire(path.join(process.cwd(), "package.json"))("sharp");
const WIDTHS = [480, 960, 1440];
const [photos, out, format, quality] = process.argv.slice(2);
const settings = { quality: Number(quality), ...(format === "avif" && { chromaSubsampling: "4:2:0" }) };
const atOnce = Math.min(Math.max(8, os.availableParallelism()), 16);
const waiting = fs.readdirSync(photos).sort();

async function make(name) {
  const original = sharp(path.join(photos, name));
  await original.metadata();
  const stem = path.join(out, path.parse(name).name);
  const sizes = WIDTHS.map((width) =>
    original
      .clone()
      .keepIccProfile()
      .resize({ width, withoutEnlargement: true })
      .toFormat(format, settings)
      .toFile(`${stem}-${width}.${format}`),
  );
  await Promise.all(sizes);
}

async function work() {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    await make(name);
  }
}

fs.mkdirSync(out, { recursive: true });
await Promise.all(Array.from({ length: atOnce }, work));
