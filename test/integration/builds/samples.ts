/**
 * Small projects, each with the tools that it needs and the Debian packages that have them.
 *
 * Without a sample are: dart, julia, smalltalk, .NET (csharp), sbt (scala), objective-c's Xcode and matlab,
 * which Debian does not have; and android, clojure, crystal, d, elixir, elm, erlang, groovy, haskell, haxe,
 * nix, perl6 and r, which it has: their scripts are only compared and executed with stubbed tools.
 */
export interface Sample {
  readonly name: string;
  /** Commands without which it cannot be built, with the Debian package of each. */
  readonly needs: Readonly<Record<string, string>>;
  /** Files that Debian packages bring, likewise. */
  readonly needsFiles?: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, string>>;
  /** What the logs of all jobs together must show. */
  readonly shows: readonly string[];
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const pom = lines(
  '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
  '<groupId>org.example</groupId><artifactId>p</artifactId><version>1</version>',
  '<properties><maven.compiler.source>11</maven.compiler.source>',
  '<maven.compiler.target>11</maven.compiler.target>',
  '<project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>',
  '<dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId>',
  '<version>4.x</version><scope>test</scope></dependency></dependencies></project>',
);
const greeter = lines(
  'public class Greeter {',
  '  public static String greet() { return "java says hello"; }',
  '  public static void main(String[] args) { System.out.println(greet()); }',
  '}',
);
const greeterTest = lines(
  'import static org.junit.Assert.assertEquals;',
  'public class GreeterTest {',
  '  @org.junit.Test public void greets() {',
  '    System.out.println(Greeter.greet());',
  '    assertEquals("java says hello", Greeter.greet());',
  '  }',
  '}',
);

export const SAMPLES: readonly Sample[] = [
  {
    name: 'c, by two compilers',
    needs: { gcc: 'gcc', clang: 'clang', make: 'make' },
    files: {
      '.travis.yml': lines('language: c', 'compiler: [gcc, clang]', 'install: chmod +x configure'),
      configure: lines('#!/bin/sh', 'echo "CC=$CC" > config.mk'),
      Makefile: lines(
        'include config.mk',
        'main: main.c',
        '\t$(CC) -Wall -o main main.c',
        'test: main',
        '\t./main',
      ),
      'main.c': lines(
        '#include <stdio.h>',
        'int main(void) {',
        '#ifdef __clang__',
        '  puts("clang says hello");',
        '#else',
        '  puts("gcc says hello");',
        '#endif',
        '  return 0;',
        '}',
      ),
    },
    shows: ['gcc says hello', 'clang says hello'],
  },
  {
    name: 'cpp with cmake',
    needs: { 'g++': 'g++', cmake: 'cmake', make: 'make' },
    files: {
      '.travis.yml': lines(
        'language: cpp',
        'script:',
        '  - cmake -S . -B out',
        '  - cmake --build out',
        '  - ctest --test-dir out --verbose',
      ),
      'CMakeLists.txt': lines(
        'cmake_minimum_required(VERSION 3.5)',
        'project(p CXX)',
        'enable_testing()',
        'add_executable(p p.cpp)',
        'add_test(p p)',
      ),
      'p.cpp': lines('#include <iostream>', 'int main() { std::cout << "cpp says hello\\n"; }'),
    },
    shows: ['cpp says hello', '100% tests passed'],
  },
  {
    name: 'node_js with a package of the registry',
    needs: { node: 'nodejs', npm: 'npm' },
    files: {
      '.travis.yml': lines('language: node_js', `node_js: ${process.versions.node.split('.')[0]}`),
      'package.json': JSON.stringify({
        name: 'p',
        version: '1.0.0',
        scripts: { test: 'node test.js' },
        dependencies: { ms: '2.1.3' },
      }),
      'package-lock.json': JSON.stringify({
        name: 'p',
        version: '1.0.0',
        lockfileVersion: 3,
        requires: true,
        packages: {
          '': { name: 'p', version: '1.0.0', dependencies: { ms: '2.1.3' } },
          'node_modules/ms': {
            version: '2.1.3',
            integrity:
              'sha512-6FlzubTLZG3J2a/NVCAleEhjzq5oxgHyaCU9yYXvcLsvoVaHJq/s5xXI6/XXP6tz7R9xAOtHnSO/tXtF3WRTlA==',
            license: 'MIT',
          },
        },
      }),
      'test.js': `console.log('two days are', require('ms')('2 days'));\n`,
    },
    shows: ['$ npm ci', '$ npm test', 'two days are 172800000'],
  },
  {
    name: 'python with pip',
    needs: { python3: 'python3', pip3: 'python3-pip' },
    needsFiles: { 'usr/lib/python3*/ensurepip': 'python3-venv' },
    files: {
      '.travis.yml': lines('language: python', 'script: python -m unittest -v'),
      'requirements.txt': './lib\n',
      'lib/setup.py': lines(
        'from setuptools import setup',
        'setup(name="hello-lib", version="1", py_modules=["hello_lib"])',
      ),
      'lib/hello_lib.py': lines('def greet():', '    return "python says hello"'),
      'test_p.py': lines(
        'import unittest',
        'import hello_lib',
        'class Test(unittest.TestCase):',
        '    def test_greets(self):',
        '        print(hello_lib.greet())',
        '        self.assertEqual(hello_lib.greet(), "python says hello")',
      ),
    },
    shows: [
      'pip install -r requirements.txt',
      'Successfully installed hello-lib',
      'python says hello',
    ],
  },
  {
    name: 'ruby with bundler',
    needs: { ruby: 'ruby', rake: 'rake', bundle: 'bundler' },
    files: {
      '.travis.yml': 'language: ruby\n',
      Gemfile: lines(`gem 'rake'`, `gem 'hello_gem', path: 'hello_gem'`),
      'hello_gem/hello_gem.gemspec': lines(
        'Gem::Specification.new do |s|',
        '  s.name = "hello_gem"; s.version = "1"; s.summary = "x"; s.authors = ["x"]',
        '  s.files = ["lib/hello_gem.rb"]',
        'end',
      ),
      'hello_gem/lib/hello_gem.rb': 'def greet = "ruby says hello"\n',
      Rakefile: lines('require "hello_gem"', 'task(:default) { puts greet }'),
    },
    shows: ['$ bundle install', 'ruby says hello'],
  },
  {
    name: 'go',
    needs: { go: 'golang-go' },
    files: {
      '.travis.yml': 'language: go\n',
      'go.mod': lines('module example.org/p', '', 'go 1.18'),
      'p_test.go': lines(
        'package p',
        '',
        'import "testing"',
        '',
        'func TestHello(t *testing.T) { t.Log("go says hello") }',
      ),
    },
    shows: ['go says hello', 'ok  \texample.org/p'],
  },
  {
    name: 'rust',
    needs: { cargo: 'cargo', rustc: 'rustc' },
    files: {
      '.travis.yml': lines('language: rust', 'env: CARGO_NET_OFFLINE=true'),
      'Cargo.toml': lines('[package]', 'name = "p"', 'version = "0.1.0"', 'edition = "2021"'),
      'src/main.rs': lines(
        'fn main() {}',
        '#[test]',
        'fn says_hello() {',
        '    assert_eq!(1 + 1, 2);',
        '}',
      ),
    },
    shows: ['$ cargo build --verbose', 'test says_hello ... ok'],
  },
  {
    name: 'java with maven, offline',
    needs: { javac: 'default-jdk-headless', mvn: 'maven' },
    needsFiles: {
      'usr/share/maven-repo/org/apache/maven/plugins/maven-surefire-plugin': 'libsurefire-java',
      'usr/share/maven-repo/org/apache/maven/plugins/maven-compiler-plugin':
        'libmaven-compiler-plugin-java',
      'usr/share/maven-repo/org/apache/maven/plugins/maven-resources-plugin':
        'libmaven-resources-plugin-java',
      'usr/share/maven-repo/junit/junit': 'junit4',
    },
    files: {
      '.travis.yml': lines('language: java', 'install: true'),
      '.mvn/maven.config': lines('-o', '-Dmaven.repo.local=/usr/share/maven-repo'),
      'pom.xml': pom,
      'src/main/java/Greeter.java': greeter,
      'src/test/java/GreeterTest.java': greeterTest,
    },
    shows: ['$ mvn test -B', 'java says hello', 'Tests run: 1, Failures: 0'],
  },
  {
    name: 'java with gradle, offline',
    needs: { javac: 'default-jdk-headless', gradle: 'gradle' },
    files: {
      '.travis.yml': lines('language: java', 'install: true', 'script: gradle --offline run'),
      'build.gradle': lines("apply plugin: 'application'", "mainClassName = 'Greeter'"),
      'src/main/java/Greeter.java': greeter,
    },
    shows: ['java says hello', 'BUILD SUCCESSFUL'],
  },
  {
    name: 'java with ant',
    needs: { javac: 'default-jdk-headless', ant: 'ant' },
    files: {
      '.travis.yml': 'language: java\n',
      'build.xml': lines(
        '<project default="test"><target name="test">',
        '<mkdir dir="out"/><javac srcdir="src" destdir="out" includeantruntime="false"/>',
        '<java classname="Greeter" classpath="out" fork="true" failonerror="true"/>',
        '</target></project>',
      ),
      'src/Greeter.java': greeter,
    },
    shows: ['$ ant test', 'java says hello', 'BUILD SUCCESSFUL'],
  },
  {
    name: 'php with phpunit',
    needs: { php: 'php-cli', phpunit: 'phpunit' },
    files: {
      '.travis.yml': 'language: php\n',
      'phpunit.xml': lines(
        '<phpunit><testsuites><testsuite name="p"><file>PTest.php</file></testsuite></testsuites></phpunit>',
      ),
      'PTest.php': lines(
        '<?php',
        'class PTest extends PHPUnit\\Framework\\TestCase {',
        '  public function testHello() { $this->assertSame("php", "ph" . "p"); }',
        '}',
      ),
    },
    shows: ['$ phpunit', 'OK (1 test, 1 assertion)'],
  },
  {
    name: 'perl',
    needs: { perl: 'perl', make: 'make', cpanm: 'cpanminus' },
    files: {
      '.travis.yml': 'language: perl\n',
      'Makefile.PL': 'use ExtUtils::MakeMaker; WriteMakefile(NAME => "P", VERSION => "1");\n',
      'lib/P.pm': 'package P; our $VERSION = "1"; 1;\n',
      't/p.t': 'use Test::More tests => 1; ok(1, "perl says hello");\n',
    },
    shows: ['cpanm --quiet --installdeps --notest .', 'All tests successful'],
  },
  {
    name: 'shell',
    needs: {},
    files: {
      '.travis.yml': lines('language: shell', 'script: bash test.sh'),
      'test.sh': 'echo "shell says hello"\n',
    },
    shows: ['shell says hello'],
  },
  {
    name: 'services that really start',
    needs: {
      'redis-server': 'redis-server',
      'redis-cli': 'redis-tools',
      psql: 'postgresql-client',
    },
    needsFiles: { 'usr/lib/postgresql/*/bin/initdb': 'postgresql' },
    files: {
      '.travis.yml': lines(
        'language: shell',
        'services: [postgresql, redis]',
        'script:',
        '  - psql -h 127.0.0.1 -U travis -tc "select 41 + 1 as answer" travis',
        '  - redis-cli set greeting "redis says hello" && redis-cli get greeting',
      ),
    },
    shows: ['42', 'redis says hello'],
  },
];

/** All that a build does around its commands: two stages, and a job that may fail and does. */
export const WHOLE: Sample = {
  name: 'a whole build',
  needs: { curl: 'curl' },
  files: {
    '.travis.yml': lines(
      'language: shell',
      'cache: {directories: [kept]}',
      'script: true',
      'jobs:',
      '  include:',
      '    - stage: make',
      '      script:',
      '        - cat kept/mark || echo "nothing kept"',
      '        - echo "was kept" > kept/mark',
      '        - travis_retry bash flaky.sh',
      '        - travis_wait 2 bash -c "sleep 0.2; echo waited for"',
      '        - mkdir out && echo "made before" > out/it',
      '      workspaces: {create: {name: w, paths: [out]}}',
      '      addons: {artifacts: {paths: [out]}}',
      '    - stage: use',
      '      cache: false',
      '      script: cat out/it',
      '      workspaces: {use: w}',
      '      before_deploy: echo "about to deploy"',
      '      deploy: {provider: script, script: bash deploy.sh, on: {all_branches: true}}',
      '    - stage: use',
      '      name: may fail',
      '      cache: false',
      '      script: "false"',
      '      after_failure: echo "failed with $TRAVIS_TEST_RESULT"',
      '  allow_failures: [{name: may fail}]',
    ),
    'flaky.sh': 'n=$(cat n 2>/dev/null || echo 0); echo $((n + 1)) > n; test "$n" -ge 1\n',
    'deploy.sh': 'echo "deployed $TRAVIS_BRANCH"\n',
  },
  shows: [
    'failed. Retrying, 2 of 3.',
    'waited for',
    'made before',
    '1 files uploaded',
    'about to deploy',
    'deployed main',
    'failed with 1',
  ],
};
