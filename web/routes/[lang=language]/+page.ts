export const ssr = true;
export const entries = () => [{ lang: 'da' }, { lang: 'nb' }, { lang: 'en' }];
