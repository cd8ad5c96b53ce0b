/** What a message can be answered with in one click. */
export const commentReactions = ['thumbs_up', 'heart', 'party', 'smile', 'eyes', 'check'] as const
export type CommentReaction = (typeof commentReactions)[number]

/** Characters of a message. */
export const commentTextMax = 4_000
/** Characters of a thread's first message that lists show. */
export const commentExcerptMax = 300
