const page = { typeName: 'page', id: 'page:p', name: 'Page 1', index: 'a1' }

function shape(id: string, type: string, more: { readonly [key: string]: unknown }) {
  return {
    typeName: 'shape',
    id: `shape:${id}`,
    type,
    x: 0,
    y: 0,
    rotation: 0,
    parentId: page.id,
    opacity: 1,
    ...more,
  }
}

const rich = (...lines: readonly string[]) => ({
  type: 'doc',
  content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})

/** A tie of the arrow of the sample. */
export function binding(
  terminal: 'start' | 'end',
  toId: string,
  at: { x: number; y: number; isPrecise: boolean },
) {
  const props = { terminal, normalizedAnchor: { x: at.x, y: at.y }, isPrecise: at.isPrecise, isExact: false }
  return { typeName: 'binding', id: `binding:${terminal}`, type: 'arrow', fromId: 'shape:arrow', toId, props }
}

/** A page with every kind of shape, as newer files have them. */
export const sampleTldraw = {
  tldrawFileFormatVersion: 1,
  schema: { schemaVersion: 2, sequences: {} },
  records: [
    { typeName: 'document', id: 'document:document', gridSize: 10, name: '' },
    page,
    {
      typeName: 'asset',
      id: 'asset:a',
      type: 'image',
      props: { src: 'data:image/png;base64,aaaa', w: 10, h: 10 },
    },
    shape('box', 'geo', {
      index: 'a1',
      props: {
        geo: 'rectangle',
        w: 200,
        h: 100,
        growY: 20,
        color: 'blue',
        fill: 'solid',
        richText: rich('Client', 'app'),
        size: 'm',
        font: 'draw',
      },
    }),
    shape('oval', 'geo', {
      index: 'a2',
      x: 400,
      y: 200,
      isLocked: true,
      opacity: 0.5,
      props: {
        geo: 'ellipse',
        w: 200,
        h: 100,
        color: 'light-red',
        fill: 'pattern',
        dash: 'dashed',
        size: 'l',
        font: 'mono',
        text: 'Server',
      },
    }),
    shape('arrow', 'arrow', {
      index: 'a3',
      props: {
        bend: 30,
        start: { x: 0, y: 0 },
        end: { x: 5, y: 5 },
        arrowheadStart: 'dot',
        arrowheadEnd: 'pipe',
        text: 'calls',
      },
    }),
    binding('start', 'shape:box', { x: 0.1, y: 0.2, isPrecise: false }),
    binding('end', 'shape:oval', { x: 0.25, y: 0.75, isPrecise: true }),
    shape('frame', 'frame', {
      index: 'a4',
      x: 1_000,
      y: 0,
      rotation: Math.PI / 2,
      props: { w: 400, h: 300, name: 'Turned' },
    }),
    shape('group', 'group', { index: 'a1', parentId: 'shape:frame', x: 100, y: 50, props: {} }),
    shape('star', 'geo', {
      index: 'a2',
      parentId: 'shape:group',
      x: 10,
      y: 20,
      props: { geo: 'star', w: 100, h: 60 },
    }),
    shape('heart', 'geo', { index: 'a1', parentId: 'shape:group', props: { geo: 'heart', w: 50, h: 50 } }),
    shape('note', 'note', { index: 'a5', y: 300, props: { color: 'violet', richText: rich('Buy milk') } }),
    shape('ink', 'draw', {
      index: 'a6',
      x: 50,
      y: 60,
      props: {
        segments: [
          {
            type: 'free',
            points: [
              { x: 0, y: 0, z: 0.5 },
              { x: 8, y: 6, z: 0.7 },
            ],
          },
        ],
        isPen: true,
        size: 's',
        color: 'red',
      },
    }),
    shape('marker', 'highlight', {
      index: 'a7',
      props: {
        segments: [
          {
            type: 'free',
            points: [
              { x: 0, y: 0 },
              { x: 90, y: 0 },
            ],
          },
        ],
        color: 'yellow',
        size: 'm',
      },
    }),
    shape('line', 'line', {
      index: 'a8',
      props: {
        spline: 'line',
        points: { b: { id: 'b', index: 'a2', x: 50, y: 0 }, a: { id: 'a', index: 'a1', x: 0, y: 0 } },
      },
    }),
    shape('text', 'text', {
      index: 'a9',
      x: 10,
      y: 700,
      props: { text: 'Old text', size: 'xl', font: 'serif', autoSize: true, w: 8 },
    }),
    shape('picture', 'image', { index: 'aA', props: { w: 60, h: 40, assetId: 'asset:a', flipX: true } }),
    shape('film', 'video', { index: 'aB', props: { w: 60, h: 40, url: '', assetId: null } }),
    shape('odd', 'hologram', { index: 'aC', props: {} }),
  ],
}
