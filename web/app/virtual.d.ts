declare module 'virtual:practices/*' {
  const loaders: import('#web/app/practice-library.ts').Loaders;
  export default loaders;
}
declare module 'virtual:practice-situations/*' {
  const situations: import('#core/practice/situation.ts').Situation[];
  export default situations;
}
declare module 'virtual:practice-surfaces/*' {
  const surfaces: import('#web/app/surfaces.ts').Surfaces;
  export default surfaces;
}
declare module 'virtual:practice-index/*' {
  const index: import('#web/app/practice-library.ts').PracticeCard[];
  export default index;
}
