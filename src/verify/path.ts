/** Where every weight was: `path[updates done][variable][element]`; `path[0]` is the start. */
export type Path = readonly (readonly (readonly number[])[])[];
