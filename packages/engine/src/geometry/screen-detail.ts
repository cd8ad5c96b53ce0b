/** How small things may get on screen, in device pixels, before they are painted in a simpler way. */
export const screenDetail = {
  /** A shape smaller than this is one spot of its colour. */
  spotPixels: 2.5,
  spotAlpha: 0.7,
  /** Ink smaller than this is a plain line: its outline would not be seen. */
  plainInkPixels: 28,
  /** More points than these in small ink, by the length of its longer side, are left out ... */
  plainInkPointsPerPixel: 2,
  /** ... as long as one of so many is kept: it may go to and fro. */
  plainInkEveryMax: 4,
  /** Capitals lower than this are not legible: lines of text become bars. */
  legiblePixels: 3.5,
  barAlpha: 0.3,
  /** A note narrower than this has no shadow. */
  shadowPixels: 24,
  /** Names of frames are written from this scale on. */
  frameNameScale: 0.3,
} as const
