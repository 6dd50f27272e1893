// What the scripts use of others, where tsc finds no types: programs that the build copies beside
// our modules, Node.js in tests and tools.

declare module "*/altcha.js";
declare module "*/altcha-vi.js";
declare module "*/leaflet.js";
declare module "*/photoswipe.js" {
  const PhotoSwipe: any;
  export default PhotoSwipe;
}

declare module "node:*";
declare const process: any;

// CKEditor 5 as browsers load it; its own types need all its packages and a bundler.
declare module "*/ckeditor5/browser/ckeditor5.js";
declare module "*/ckeditor5/translations/vi.js";
