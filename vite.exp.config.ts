import { mergeConfig } from 'vite';
import base from '/work/main/vite.config.ts';
const G = JSON.parse(process.env.CHUNKS ?? '[]').map((g: any) => ({ ...g, test: new RegExp(g.test) }));
export default mergeConfig(base as any, { environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: G } } } } } } });
