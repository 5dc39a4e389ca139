import { elsewhere, kept, missing, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';

const said = of(f.inert, '%s');

export const environments: FeatureGroup = {
  letter: 'F',
  title: 'Where jobs run',
  features: [
    kept(
      'F1',
      '`dist` names a distribution of Linux.',
      'The key "dist" does not do here all that it says: a job runs on the system that its worker has, whatever it is called here. Instead: rules of `scheduler.queues` may send such jobs to workers of that system.',
      said,
      of(f.routing, 'matches by %j'),
    ),
    kept(
      'F2',
      '`osx_image` names a version of Xcode.',
      'The key "osx_image" does not do here all that it says: there are no images of macOS; it only is an axis, and a variable of the job.',
      said,
    ),
    kept(
      'F3',
      'Jobs run on Windows.',
      '"os": "windows" does not do here all that it says: no executor that is shipped runs Windows: such a job waits for a worker that offers it, and is errored without one.',
      said,
      of(f.routing, 'says which worker is missing'),
    ),
    kept(
      'F4',
      'Jobs run on FreeBSD.',
      '"os": "freebsd" does not do here all that it says: no executor that is shipped runs FreeBSD: such a job waits for a worker that offers it, and is errored without one.',
      said,
    ),
    kept(
      'F5',
      '`virt` chooses the kind of isolation.',
      'The key "virt" does not do here all that it says: a job is isolated as the executor of its worker does it.',
      said,
      of(f.routing, 'matches by %j'),
    ),
    shown(
      'F6',
      '`vm.size` asks for a machine of some size.',
      of(
        f.pod,
        'is named by the job, and asks for what it may have',
        'that there is not is refused with those that there are',
      ),
      of(f.routing, 'matches by %j'),
    ),
    kept(
      'F7',
      'A job makes or takes an image of a machine.',
      'The key "use" is not carried out here, and such a build is refused: there are no machine images, so none can be made or started.',
      said,
      of(f.gatekeeper, 'refuses what would make a job another one, with the place: %s'),
    ),
    kept(
      'F8',
      '`group` and `stack` name a line of images.',
      'The key "group" does not do here all that it says: there are no images in groups.',
      said,
    ),
    kept(
      'F9',
      '`sudo` was a switch once.',
      'The key "sudo" has no effect; leave it out.',
      of(
        'plugins/travis-yml/src/cli/commands.test.ts',
        'counts in words, and says once what differs by its line only',
      ),
    ),
    kept(
      'F10',
      'A job has a Docker engine.',
      'Jobs of this worker have no Docker (`services: docker`): its engine is root of its machine. Leave it out, or choose a queue whose worker runs jobs on a machine of their own.',
      of('plugins/executor-docker/src/plugin.test.ts', 'is the engine: services %j'),
    ),
    elsewhere('F11', 'Images have Podman and Buildah.', 'what an image holds is for who makes it'),
    elsewhere(
      'F12',
      'Jobs start machines of their own.',
      'nested virtualization is a matter of the machine of a worker',
    ),
    missing(
      'F13',
      'Pages say what each environment has.',
      'no page shows the programs and versions of a worker or an image',
    ),
    missing(
      'F14',
      'The log of a job shows the system it runs on.',
      'the fold is there, without versions of the system',
    ),
    elsewhere(
      'F15',
      'Changes of environments are told.',
      'images are the operator’s own; each names its version',
    ),
  ],
};
