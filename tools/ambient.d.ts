// What the scripts use of others, where tsc finds no types: Decap CMS and its React in the desk,
// programs that the build copies beside our modules, Node.js in tests and tools.

/** Decap's own object; what it gives a form's fields and a preview (Immutable.js within). */
type Cms = any;
interface Properties {
  onChange?: (event: { target: any }) => void;
  onKeyDown?: (event: Event) => void;
  ref?: (element: any) => void;
  [name: string]: unknown;
}
/** React's createElement. */
type H = (tag: string, properties: Properties | null, ...children: any[]) => any;
interface Component {
  props: any;
  [own: string]: any;
}
/** Makes a component; within its methods `this` has what they set, and `props`. */
type CreateClass = <T>(methods: T & ThisType<T & Component>) => any;

interface Window {
  CMS: Cms;
  CMS_MANUAL_INIT: boolean;
  createClass: CreateClass;
  h: H;
}

declare module "*/_yaml/index.js";
declare module "*/altcha.js";
declare module "*/altcha-vi.js";
declare module "*/leaflet.js";
declare module "*/photoswipe.js" {
  const PhotoSwipe: any;
  export default PhotoSwipe;
}

declare module "node:*";
declare module "express";
declare module "decap-server/*";
declare const process: any;

// CKEditor 5 as browsers load it; its own types need all its packages and a bundler.
declare module "*/ckeditor5/browser/ckeditor5.js";
declare module "*/ckeditor5/translations/vi.js";
