/** Where a button opens the panel of styles, as its style sheet has it. */
const foldedScreens = '(max-width: 900px), (max-width: 1400px) and (pointer: coarse)'

/** How far from the left the panel of styles, or its button, covers the canvas once a shape is chosen, in CSS pixels. */
export function stylePanelReach(): number {
  if (window.matchMedia(foldedScreens).matches) return 76
  return window.matchMedia('(pointer: coarse)').matches ? 342 : 240
}
