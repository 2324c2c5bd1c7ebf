import type { IRegularForbiddenRuleType } from 'dependency-cruiser';

/**
 * The arrows of docs/architecture.md: who may know whom. Paths are seen from the root of the repository; type imports
 * count. Tests, and the `sample-…` files they are made of, follow the same arrows between folders and may use any
 * library besides.
 */
const house = '^(bench|content|contract|core|server|tests|tools|vault|web)/';
const test = '\\.test\\.ts$|/(write-)?sample-[^/]+\\.ts$';

const arrow = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to });

/** Everything outside the house: packages, Node's own modules. */
const libraries = (allowed: string): IRegularForbiddenRuleType['to'] => ({ pathNot: `${house}${allowed}` });

export const arrows: IRegularForbiddenRuleType[] = [
  arrow('core-knows-core', 'core imports only core', { path: '^core/' }, { path: house, pathNot: '^core/' }),
  arrow(
    'core-uses-no-library',
    'core is pure: no package, no node: module',
    { path: '^core/', pathNot: test },
    libraries(''),
  ),
  arrow(
    'vault-knows-core-types',
    'vault imports core/result and the types of core/space and core/entry',
    { path: '^vault/' },
    { path: house, pathNot: '^(vault|core/space|core/entry)/|^core/result\\.ts$' },
  ),
  arrow(
    'vault-takes-types-only',
    'of core/space and core/entry vault takes types only',
    { path: '^vault/', pathNot: test },
    { path: '^core/(space|entry)/', dependencyTypesNot: ['type-only'] },
  ),
  arrow(
    'vault-uses-its-crypto',
    'vault uses WebCrypto, @hpke/core and hash-wasm, nothing else',
    { path: '^vault/', pathNot: test },
    libraries('|(^|/)node_modules/(@hpke/core|hash-wasm)/'),
  ),
  arrow(
    'contract-knows-core-types',
    'contract imports types of core',
    { path: '^contract/' },
    { path: house, pathNot: '^(contract|core)/' },
  ),
  arrow(
    'contract-takes-types-only',
    'of core contract takes types only',
    { path: '^contract/', pathNot: test },
    { path: '^core/', dependencyTypesNot: ['type-only'] },
  ),
  arrow(
    'contract-uses-no-library',
    'the schema library, once there is one, is named here',
    { path: '^contract/', pathNot: test },
    libraries(''),
  ),
  arrow(
    'server-cannot-read',
    'server never imports what can open a space or knows what people write',
    { path: '^server/' },
    {
      path: house,
      pathNot:
        '^(server|contract|core/pulse|core/structure|vault/public|content/notices)/|^vault/(public|ballot)(/|\\.ts$)|^core/result\\.ts$',
    },
  ),
  arrow('web-knows-no-server', 'web imports everything but server', { path: '^web/' }, { path: '^server/' }),
  arrow(
    'content-is-no-code',
    'content imports only content and types of core',
    { path: '^content/' },
    { path: house, pathNot: '^(content|core)/' },
  ),
  arrow(
    'features-stand-alone',
    'features never import each other',
    { path: '^web/features/([^/]+)/' },
    { path: '^web/features/', pathNot: '^web/features/$1/' },
  ),
  arrow(
    'ui-is-plain',
    'ui and figures import neither features nor adapters',
    { path: '^web/(ui|figures)/' },
    { path: '^web/(features|adapters)/' },
  ),
  arrow(
    'nobody-needs-tools',
    'only tools, bench and tests import tools, bench or tests',
    { pathNot: '^(tools|bench|tests)/|(^|/)node_modules/' },
    { path: '^(tools|bench|tests)/' },
  ),
  arrow(
    'samples-are-for-tests',
    'only tests import what only tests may use',
    { path: house, pathNot: `^(tools|bench|tests)/|${test}` },
    { path: '/(write-)?sample-[^/]+\\.ts$' },
  ),
  arrow('no-cycle', 'nothing imports itself, at any remove', {}, { circular: true }),
  // An import that leads nowhere would pass every arrow above.
  arrow(
    'arrows-end-somewhere',
    'every import of our own files can be found',
    { path: house },
    { couldNotResolve: true, path: '^(\\.|#)', pathNot: '/\\$types(\\.js)?$' },
  ),
];
