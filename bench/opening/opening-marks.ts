/** What a page notes of its own opening, in milliseconds from the start of the navigation; 0 for what has not happened yet. */
export interface OpeningMarks {
  paintMs: number
  /** The toolbar is in the document, and a frame has passed since. */
  toolbarMs: number
  /** The end of the last task of 50 ms or more. */
  busyUntilMs: number
}

declare global {
  interface Window {
    openingMarks?: OpeningMarks
  }
}

// Runs in the page, before its own code: types are stripped and nothing may be imported.
{
  const marks: OpeningMarks = { paintMs: 0, toolbarMs: 0, busyUntilMs: 0 }
  window.openingMarks = marks
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      marks.busyUntilMs = Math.max(marks.busyUntilMs, startTime + duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') marks.paintMs = startTime
  }).observe({ type: 'paint', buffered: true })
  const look = (): void => {
    if (document.querySelector('[role=toolbar]') === null) requestAnimationFrame(look)
    else
      requestAnimationFrame(() => {
        marks.toolbarMs = performance.now()
      })
  }
  requestAnimationFrame(look)
}
