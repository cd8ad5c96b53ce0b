/** Faults are looked for at full speed; the limits of a public server would only slow the tests down. */
export const raisedLimits = {
  LIMIT_OPERATIONS_PER_SECOND: '1000000',
  LIMIT_OPERATIONS_BURST: '1000000',
  LIMIT_MESSAGES_PER_SECOND: '1000000',
  LIMIT_MESSAGES_BURST: '1000000',
  LIMIT_SOCKETS_PER_USER_AND_CANVAS_MAX: '1000',
  LIMIT_REST_REQUESTS_PER_MINUTE: '1000000',
  LIMIT_LOGINS_PER_MINUTE: '1000000',
  LOG_LEVEL: 'warn',
}
