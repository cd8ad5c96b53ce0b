/** Sent as `protocol` when a socket opens and in `sync`. Raised when an old client could misread a new server. */
export const protocolVersion = 1
