import { useEffect } from 'react'

/** What the browser's tab is called while a page is shown. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · FlowState`
  }, [title])
}
