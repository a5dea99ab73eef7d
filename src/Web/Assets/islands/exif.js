// A photo scaled down by a canvas loses its EXIF block: time and place of taking. This carries it over.

/** The APP1 Exif segment of a JPEG, with orientation set to "upright" (the canvas has already turned it); null when there is none. */
export function exifOf(buffer) {
  const view = new DataView(buffer);
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 4 <= view.byteLength) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if ((marker & 0xff00) !== 0xff00 || marker === 0xffda) return null;
    if (marker === 0xffe1 && at + 2 + length <= view.byteLength && view.getUint32(at + 4) === 0x45786966) {
      const segment = buffer.slice(at, at + 2 + length);
      const directory = read(segment);
      if (directory?.orientationAt) new DataView(segment).setUint16(directory.orientationAt, 1, directory.little);
      return { segment, takenAt: directory?.takenAt, place: directory?.place };
    }
    at += 2 + length;
  }
  return null;
}

/** The JPEG with the segment put behind its first marker. */
export function withExif(jpeg, segment) {
  return new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: "image/jpeg" });
}

function read(segment) {
  try {
    const base = 10;
    const view = new DataView(segment);
    const little = view.getUint16(base) === 0x4949;
    const found = { little };
    const entries = (offset, visit) => {
      const count = view.getUint16(base + offset, little);
      for (let i = 0; i < count; i++) {
        const at = base + offset + 2 + i * 12;
        visit(view.getUint16(at, little), at);
      }
    };
    const pointer = at => view.getUint32(at + 8, little);
    const text = (at, length) => String.fromCharCode(...new Uint8Array(segment, base + pointer(at), length));
    const degrees = at => [0, 1, 2].reduce((sum, i) => {
      const rational = base + pointer(at) + i * 8;
      return sum + view.getUint32(rational, little) / view.getUint32(rational + 4, little) / 60 ** i;
    }, 0);
    entries(view.getUint32(base + 4, little), (tag, at) => {
      if (tag === 0x0112) found.orientationAt = at + 8;
      if (tag === 0x8769) entries(pointer(at), (inner, place) => {
        if (inner === 0x9003) found.takenAt = text(place, 19).replace(/^(\d{4}):(\d{2}):/, "$1-$2-");
      });
      if (tag === 0x8825) {
        const gps = {};
        entries(pointer(at), (inner, place) => {
          if (inner === 1 || inner === 3) gps[inner] = String.fromCharCode(view.getUint8(place + 8));
          if (inner === 2 || inner === 4) gps[inner] = degrees(place);
        });
        if (gps[2] && gps[4])
          found.place = `${(gps[1] === "S" ? -gps[2] : gps[2]).toFixed(6)},${(gps[3] === "W" ? -gps[4] : gps[4]).toFixed(6)}`;
      }
    });
    return found;
  } catch {
    return null;
  }
}
