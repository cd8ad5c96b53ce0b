import styles from './primitives.module.css'

/** Stands for a line or a picture that is still on its way. */
export function Bone(props: { readonly width?: string; readonly height?: string }) {
  return <span className={styles.bone} style={{ width: props.width, height: props.height }} aria-hidden />
}
