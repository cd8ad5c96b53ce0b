import { fontFaces } from '@flowstate/engine'
import { FillFace, RouteFace, StrokeFace } from './style-faces.tsx'

export const widthOptions = [
  { value: 1, name: 'option.thin', face: <StrokeFace width={1.25} /> },
  { value: 2, name: 'option.medium', face: <StrokeFace width={2.25} /> },
  { value: 4, name: 'option.bold', face: <StrokeFace width={4} /> },
  { value: 8, name: 'option.heavy', face: <StrokeFace width={6.5} /> },
] as const

export const dashOptions = [
  { value: 'solid', name: 'option.solid', face: <StrokeFace width={2} /> },
  { value: 'dashed', name: 'option.dashed', face: <StrokeFace width={2} dash="5 4.5" /> },
  { value: 'dotted', name: 'option.dotted', face: <StrokeFace width={2} dash="0.1 4" /> },
] as const

export const fillStyleOptions = [
  { value: 'solid', name: 'option.solid', face: <FillFace kind="solid" /> },
  { value: 'hatch', name: 'option.hatch', face: <FillFace kind="hatch" /> },
  { value: 'cross', name: 'option.cross', face: <FillFace kind="cross" /> },
] as const

export const fontOptions = (['hand', 'sans', 'serif', 'mono'] as const).map((value) => ({
  value,
  name: `option.${value}` as const,
  face: <span style={{ fontFamily: fontFaces[value].family, fontSize: 15 }}>Aa</span>,
}))

export const fontSizeOptions = [
  { value: 16, name: 'option.small', face: 'S' },
  { value: 20, name: 'option.medium', face: 'M' },
  { value: 28, name: 'option.large', face: 'L' },
  { value: 44, name: 'option.extraLarge', face: 'XL' },
] as const

const headPaths = {
  none: 'M3 8h16',
  arrow: 'M3 8h16M14 3l5 5-5 5',
  triangle: 'M3 8h9M12 3.5v9l7-4.5z',
  dot: 'M3 8h9M19 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0',
  bar: 'M3 8h15M18 3v10',
  diamond: 'M3 8h8M11 8l4-4 4 4-4 4z',
} as const

const heads = ['none', 'arrow', 'triangle', 'dot', 'bar', 'diamond'] as const

export const endHeadOptions = heads.map((value) => ({
  value,
  name: `option.${value}` as const,
  face: <RouteFace path={headPaths[value]} />,
}))

export const startHeadOptions = heads.map((value) => ({
  value,
  name: `option.${value}` as const,
  face: <RouteFace path={headPaths[value]} mirrored />,
}))

export const routeOptions = [
  { value: 'straight', name: 'option.straight', face: <RouteFace path="M3 13 19 3" /> },
  { value: 'curved', name: 'option.curved', face: <RouteFace path="M3 13C3 6 10 3 19 3" /> },
  { value: 'elbow', name: 'option.elbow', face: <RouteFace path="M3 13h8V3h8" /> },
] as const

export const cornerOptions = [
  { value: 0, name: 'option.sharp', face: <RouteFace path="M6 14V3h12" /> },
  { value: 12, name: 'option.round', face: <RouteFace path="M6 14V7a4 4 0 0 1 4-4h8" /> },
  { value: 32, name: 'option.rounder', face: <RouteFace path="M6 14C6 7 10 3 18 3" /> },
] as const

export const alignOptions = [
  { value: 'left', name: 'option.left', face: <RouteFace path="M3 4h16M3 8h9M3 12h13" /> },
  { value: 'center', name: 'option.center', face: <RouteFace path="M3 4h16M6.5 8h9M4.5 12h13" /> },
  { value: 'right', name: 'option.right', face: <RouteFace path="M3 4h16M10 8h9M6 12h13" /> },
] as const

export const verticalAlignOptions = [
  { value: 'top', name: 'option.top', face: <RouteFace path="M3 2h16M8 6h6M8 9.5h6" /> },
  { value: 'middle', name: 'option.middle', face: <RouteFace path="M3 8h3M16 8h3M8.5 6h5M8.5 10h5" /> },
  { value: 'bottom', name: 'option.bottom', face: <RouteFace path="M3 14h16M8 6.5h6M8 10h6" /> },
] as const
