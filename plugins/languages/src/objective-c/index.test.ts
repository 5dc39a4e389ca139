import { describe, expect, it } from 'vitest';
import { exportedBy, shownBy } from '../shared/testing.js';
import { objectiveC } from './index.js';

describe('language objective-c', () => {
  it('builds a scheme of a workspace', () => {
    expect(
      shownBy(objectiveC, 'script', { xcode_scheme: 'My App', xcode_workspace: 'App.xcworkspace' }),
    ).toEqual([
      'bundle exec rake spec',
      'rake spec',
      'set -o pipefail && xcodebuild -workspace App.xcworkspace -scheme My\\ App build test | xcpretty',
    ]);
  });

  it('uses xctool with old images', () => {
    expect(
      shownBy(objectiveC, 'script', {
        xcode_scheme: 'S',
        xcode_project: 'P',
        osx_image: 'xcode7.3',
      }),
    ).toEqual(['bundle exec rake spec', 'rake spec', 'xctool -project P -scheme S build test']);
  });

  it('installs gems and pods', () => {
    expect(shownBy(objectiveC, 'install', { podfile: 'ios/Podfile' })).toEqual([
      'bundle install --jobs=3 --retry=3 --deployment',
      'bundle install --jobs=3 --retry=3',
      'pushd ios',
      'bundle exec pod install',
      'pod install',
      'popd',
    ]);
  });

  it('exports what is built', () => {
    expect(exportedBy(objectiveC, 'export', { xcode_sdk: 'iphonesimulator' })).toEqual([
      'TRAVIS_RUBY_VERSION=default',
      'HOMEBREW_NO_AUTO_UPDATE=1',
      'TRAVIS_XCODE_SDK=iphonesimulator',
      "TRAVIS_XCODE_SCHEME=''",
      "TRAVIS_XCODE_PROJECT=''",
      "TRAVIS_XCODE_WORKSPACE=''",
      "TRAVIS_XCODE_DESTINATION=''",
    ]);
  });

  it('names project, workspace, scheme, SDK and destination, after the arguments given', () => {
    const given = {
      xcodebuild_args: '-quiet',
      xcode_destination: 'platform=macOS',
      xcode_sdk: 'macosx',
      xcode_scheme: 'S',
      xcode_workspace: 'W',
      xcode_project: 'P',
    };
    expect(shownBy(objectiveC, 'script', given)).toContain(
      'set -o pipefail && xcodebuild -quiet -project P -workspace W -scheme S -sdk macosx -destination platform\\=macOS build test | xcpretty',
    );
  });
});
