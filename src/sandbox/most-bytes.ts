/** What a submission's files may have in all. */
export const mostBytes = 2e6;
