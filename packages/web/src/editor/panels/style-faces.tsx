/** A stroke as it will look, small. */
export function StrokeFace({ width, dash }: { readonly width: number; readonly dash?: string }) {
  return (
    <svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
      <path
        d="M3 6h20"
        stroke="currentColor"
        strokeWidth={width}
        strokeLinecap="round"
        {...(dash === undefined ? {} : { strokeDasharray: dash })}
      />
    </svg>
  )
}

/** A filling as it will look, small. */
export function FillFace({ kind }: { readonly kind: 'solid' | 'hatch' | 'cross' }) {
  const lines =
    kind === 'cross' ? 'M2 12 12 2M2 7l5-5M7 12l5-5M2 2l10 10M7 2l5 5M2 7l5 5' : 'M2 12 12 2M2 7l5-5M7 12l5-5'
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <rect
        x="1.5"
        y="1.5"
        width="11"
        height="11"
        rx="2.5"
        stroke="currentColor"
        fill={kind === 'solid' ? 'currentColor' : 'none'}
        fillOpacity="0.45"
      />
      {kind !== 'solid' && <path d={lines} stroke="currentColor" strokeWidth="1" />}
    </svg>
  )
}

/** A line as it will run, small. */
export function RouteFace({
  path,
  mirrored = false,
}: {
  readonly path: string
  readonly mirrored?: boolean
}) {
  return (
    <svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
      <path
        d={path}
        {...(mirrored ? { transform: 'matrix(-1 0 0 1 22 0)' } : {})}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
