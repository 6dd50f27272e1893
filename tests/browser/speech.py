"""A machine that speaks, or does not, put into a page before its scripts run."""

from __future__ import annotations

REMOTE = {"localService": False, "lang": "vi-VN", "name": "Xa"}
FOREIGN = {"localService": True, "lang": "en-US", "name": "Ann"}
LOCAL = {"localService": True, "lang": "vi_VN", "name": "An"}
SPEECH = """(() => {
  window.said = [];
  window.voices = %s;
  class Speech extends EventTarget {
    getVoices() { return window.voices; }
    speak(utterance) {
      window.said.push(utterance);
      this.current = utterance;
    }
    cancel() {
      const stopped = this.current;
      this.current = null;
      stopped?.onerror?.({ error: "canceled" });
      stopped?.onend?.({}); // some browsers tell the one, some the other
    }
    finish() {
      const ended = this.current;
      this.current = null;
      ended?.onend?.({});
    }
  }
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: new Speech() });
})()"""
"""A machine with these voices, which says a piece when told to."""
OLD_SPEECH = SPEECH.replace(" extends EventTarget", "")
"""The same before Safari 16."""
