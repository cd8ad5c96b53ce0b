import { useStore } from 'zustand'
import { useServices } from '../../app/services.ts'
import { useEditor } from '../../editor/editor-context.ts'
import { type CommentDesk, commentDeskOf, type DeskState } from './comment-desk.ts'

export function useCommentDesk(): CommentDesk {
  const { rest } = useServices()
  return commentDeskOf(useEditor(), rest)
}

/** A part of what is known of the comments; the component renders when that part changes. */
export function useDeskState<T>(selector: (state: DeskState) => T): T {
  return useStore(useCommentDesk().store, selector)
}
