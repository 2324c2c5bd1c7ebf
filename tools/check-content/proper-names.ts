/** Names of services, which are called what they are called, whatever the voice would say. */
export const properNames: readonly string[] = ['Mental Helse', 'Lev Uden Vold'];

export const withoutNames = (text: string, names: readonly string[]): string =>
  names.reduce((left, name) => left.replaceAll(name, ' '), text);
