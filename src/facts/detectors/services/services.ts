import { type Detector, detector } from '../../detector.ts';
import { nomadFile } from '../nomad/nomad-tasks.ts';
import { terraform } from '../terraform-resources.ts';
import { catalogueNames, servicesOfCatalogue } from './catalogues.ts';
import { cloudServices, servicesOfTemplate, servicesOfTerraform, templateTexts } from './cloud-services.ts';
import { imageOf } from './image.ts';
import { kubernetesTexts, servicesOfManifest } from './kubernetes-services.ts';
import { linkServices } from './link.ts';
import {
  platformNames,
  serverSettings,
  serviceOfSettings,
  servicesOfCompose,
  servicesOfNomad,
  servicesOfPlatform,
  servicesOfUnit,
} from './platform-services.ts';
import type { ServiceFinding } from './service-finding.ts';

export const services: Detector<ServiceFinding> = detector<ServiceFinding>({
  id: 'services',
  title: 'Service inventory',
  docs: 'https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component',
  reads: [
    { names: catalogueNames },
    { names: platformNames },
    { names: Object.keys(serverSettings) },
    { names: ['dockerfile', 'containerfile'] },
    { extensions: ['.dockerfile'] },
    { extensions: ['.yaml', '.yml', '.json', '.tpl'], text: [...kubernetesTexts, ...templateTexts] },
    { extensions: ['.service', '.service.j2'], text: ['ExecStart='] },
    { extensions: ['.nomad', '.hcl'], text: ['task "'] },
    { extensions: ['.yml', '.yaml'], path: /(?:^|\/)(?:docker-)?compose[\w.-]{0,40}\.ya?ml$/ },
    ...terraform(...Object.keys(cloudServices)),
  ],
  emits: ['service'],

  *parse(file) {
    const name = file.name.toLowerCase();
    if (catalogueNames.includes(name)) yield* servicesOfCatalogue(file);
    else if (Object.hasOwn(serverSettings, name)) yield serviceOfSettings(file);
    else if (/^(?:docker-)?compose/.test(name)) yield* servicesOfCompose(file);
    else if (/^(?:dockerfile|containerfile)$|\.dockerfile$/.test(name)) yield imageOf(file.text);
    else if (/\.service(?:\.j2)?$/.test(name)) yield* servicesOfUnit(file);
    else if (nomadFile.test(name)) yield* servicesOfNomad(file);
    else if (/\.(?:tf|tofu|tf\.json)$/.test(name)) yield* servicesOfTerraform(file);
    else {
      if (platformNames.includes(name)) yield* servicesOfPlatform(file);
      if (kubernetesTexts.some(text => file.text.includes(text))) yield* servicesOfManifest(file);
      if (templateTexts.some(text => file.text.includes(text))) yield* servicesOfTemplate(file);
    }
  },
  link: linkServices,
});
