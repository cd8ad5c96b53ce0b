import { fontFaces } from '@flowstate/engine'
import { FillFace, RouteFace, StrokeFace } from './style-faces.tsx'

export const widthOptions = [
  { value: 1, name: 'thin', face: <StrokeFace width={1.25} /> },
  { value: 2, name: 'medium', face: <StrokeFace width={2.25} /> },
  { value: 4, name: 'bold', face: <StrokeFace width={4} /> },
  { value: 8, name: 'heavy', face: <StrokeFace width={6.5} /> },
]

export const dashOptions = [
  { value: 'solid', name: 'solid', face: <StrokeFace width={2} /> },
  { value: 'dashed', name: 'dashed', face: <StrokeFace width={2} dash="5 4.5" /> },
  { value: 'dotted', name: 'dotted', face: <StrokeFace width={2} dash="0.1 4" /> },
]

export const fillStyleOptions = [
  { value: 'solid', name: 'solid', face: <FillFace kind="solid" /> },
  { value: 'hatch', name: 'hatch', face: <FillFace kind="hatch" /> },
  { value: 'cross', name: 'cross', face: <FillFace kind="cross" /> },
]

export const fontOptions = (['hand', 'sans', 'serif', 'mono'] as const).map((value) => ({
  value,
  name: value,
  face: <span style={{ fontFamily: fontFaces[value].family, fontSize: 15 }}>Aa</span>,
}))

export const fontSizeOptions = [
  { value: 16, name: 'small', face: 'S' },
  { value: 20, name: 'medium', face: 'M' },
  { value: 28, name: 'large', face: 'L' },
  { value: 44, name: 'extra large', face: 'XL' },
]

export const endHeadOptions = [
  { value: 'none', name: 'none', face: <RouteFace path="M3 8h16" /> },
  { value: 'arrow', name: 'arrow', face: <RouteFace path="M3 8h16M14 3l5 5-5 5" /> },
  { value: 'triangle', name: 'triangle', face: <RouteFace path="M3 8h9M12 3.5v9l7-4.5z" /> },
  { value: 'dot', name: 'dot', face: <RouteFace path="M3 8h9M19 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0" /> },
]

export const routeOptions = [
  { value: 'straight', name: 'straight', face: <RouteFace path="M3 13 19 3" /> },
  { value: 'curved', name: 'curved', face: <RouteFace path="M3 13C3 6 10 3 19 3" /> },
  { value: 'elbow', name: 'elbow', face: <RouteFace path="M3 13h8V3h8" /> },
]
