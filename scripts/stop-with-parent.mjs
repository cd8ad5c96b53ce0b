const parent = process.ppid

/**
 * Calls back once when the process that started us is gone, however it died. A look every half second: there is no
 * portable event for it. Does not keep the process alive.
 * @param {() => void} callback
 */
export function whenOrphaned(callback) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, 500)
  timer.unref()
}

// Preloaded into the server (`--import`), so that a launcher killed outright does not leave it behind.
if (process.env.FLOWSTATE_LAUNCHED === '1') whenOrphaned(() => process.kill(process.pid, 'SIGTERM'))
