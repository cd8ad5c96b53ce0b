import type { FrameFigures, Harness, RenderPage, StandalonePage } from './render-page.ts'

// Runs in the page, before its own code: types are stripped and nothing may be imported.

{
  const shortFrameMs = 34
  const shortFramesInARow = 6
  const loadDeadlineMs = 150_000

  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))

  const page = (): RenderPage | StandalonePage => {
    if (window.renderPage === undefined) throw new Error('the page has no adapter yet')
    return window.renderPage
  }
  const standalonePage = (): StandalonePage => {
    const found = page()
    if (!('receive' in found)) throw new Error('this page gets its messages from a server')
    return found
  }

  /** One for all frames: a new one would cost a tenth of a millisecond each. */
  const turn = new MessageChannel()
  /** Calls back when the main thread is done with the coming frame. */
  const afterFrame = (done: () => void): void => {
    turn.port1.onmessage = done
    requestAnimationFrame(() => turn.port2.postMessage(null))
  }

  interface Watch {
    readonly startMs: number
    readonly frameMs: number[]
    readonly longTaskMs: number[]
    readonly inputMs: number[]
    zoomMin: number
    zoomMax: number
    /** Where a zoom is to go on to. */
    direction: 'in' | 'out'
    lastMs: number
    over: boolean
  }
  let watch: Watch | null = null

  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch?.longTaskMs.push(Math.round(entry.duration))
  }).observe({ type: 'longtask' })

  let inputWaits = false
  const onInput = (event: Event): void => {
    if (watch === null || inputWaits || !event.isTrusted) return
    inputWaits = true
    afterFrame(() => {
      inputWaits = false
      watch?.inputMs.push(performance.now() - event.timeStamp)
    })
  }
  // Drags are timed by it. Wheels are not: the watch costs a twelfth of a millisecond a frame.
  window.addEventListener('pointermove', onInput, true)

  const harness: Harness = {
    async untilPainted(start, shapes) {
      const startMs = performance.now()
      start()
      let painted = startMs
      let lastMs = startMs
      let inARow = 0
      while (inARow < shortFramesInARow) {
        await nextFrame()
        const nowMs = performance.now()
        if (nowMs - startMs > loadDeadlineMs) throw new Error(`not painted after ${loadDeadlineMs} ms`)
        if (nowMs - lastMs < shortFrameMs && page().shapeCount() === shapes && page().isPainted()) inARow += 1
        else {
          inARow = 0
          painted = nowMs
        }
        lastMs = nowMs
      }
      return { wallMs: painted - startMs, recordsMs: painted - Math.max(startMs, window.recordsAtMs ?? 0) }
    },
    watchFrames(turn) {
      const startMs = performance.now()
      const mine: Watch = {
        startMs,
        frameMs: [],
        longTaskMs: [],
        inputMs: [],
        zoomMin: Number.POSITIVE_INFINITY,
        zoomMax: 0,
        direction: 'out',
        lastMs: startMs,
        over: false,
      }
      watch = mine
      const tick = (): void => {
        if (mine.over) return
        const nowMs = performance.now()
        mine.frameMs.push(nowMs - mine.lastMs)
        mine.lastMs = nowMs
        if (turn !== undefined) {
          const { zoom } = page().camera()
          mine.zoomMin = Math.min(mine.zoomMin, zoom)
          mine.zoomMax = Math.max(mine.zoomMax, zoom)
          const next = zoom <= turn.zoomMin ? 'in' : zoom >= turn.zoomMax ? 'out' : mine.direction
          if (next !== mine.direction) console.debug(`zoom ${next}`)
          mine.direction = next
        }
        requestAnimationFrame(tick)
      }
      requestAnimationFrame(tick)
    },
    async turnWheel(durationMs, pixels) {
      const at = { clientX: innerWidth / 2, clientY: innerHeight / 2 }
      const target = document.elementFromPoint(at.clientX, at.clientY)
      const startMs = performance.now()
      for (let count = 0; performance.now() - startMs < durationMs; count += 1) {
        await nextFrame()
        const angle = (count / 200) * Math.PI * 2
        const turned =
          pixels === null
            ? { deltaY: watch?.direction === 'in' ? -10 : 10, ctrlKey: true }
            : { deltaX: pixels * Math.cos(angle), deltaY: pixels * Math.sin(angle) * 0.6 }
        target?.dispatchEvent(new WheelEvent('wheel', { ...at, ...turned, bubbles: true, cancelable: true }))
      }
    },
    stopWatching(): FrameFigures {
      if (watch === null) throw new Error('nobody is watching')
      const { startMs, lastMs, frameMs, longTaskMs, inputMs, zoomMin, zoomMax } = watch
      watch.over = true
      watch = null
      return { durationMs: lastMs - startMs, frameMs, longTaskMs, inputMs, zoomMin, zoomMax }
    },
    async receiveMoves(moves, perSecond) {
      const target = standalonePage()
      const durationMs = (moves.length / perSecond) * 1000
      const startMs = performance.now()
      let sent = 0
      await new Promise<void>((resolve) => {
        // Messages come on a raster of 5 ms. Those that came while the page was busy are handed over one by one after it.
        const timer = setInterval(() => {
          const nowMs = performance.now()
          const due = Math.min(moves.length, Math.floor(((nowMs - startMs) * perSecond) / 1000))
          while (sent < due && performance.now() - nowMs < 200) {
            const move = moves[sent]
            if (move !== undefined) target.receive(move)
            sent += 1
          }
          if (performance.now() - startMs < durationMs) return
          clearInterval(timer)
          resolve()
        }, 5)
      })
    },
  }
  window.harness = harness
}
